using SchemaClaimsSidecar.Postgres;

namespace SchemaClaimsSidecar.Storage.Postgres;

/// <summary>The database of the PostgreSQL store: configuration section <c>Store:Postgres</c>.</summary>
internal sealed class PostgresStoreOptions : PostgresConnectionOptions;
