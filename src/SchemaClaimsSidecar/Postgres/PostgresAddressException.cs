namespace SchemaClaimsSidecar.Postgres;

/// <summary>There is no usable connection string. The message says where it should stand, and shows nothing of it.</summary>
internal sealed class PostgresAddressException(string message) : Exception(message);
