namespace Dms.Client.Postgresql.Tests.Support;

/// <summary>A document in the database.</summary>
internal sealed record StoredDocument(long Id, short PartitionKey, Guid Uuid, Guid ReferentialId);
