namespace Dms.Client.Postgresql.Cascades.Planning;

/// <summary>A row of the table of documents.</summary>
internal readonly record struct StoredRow(
    DocumentKey Key, Guid Uuid, uint Version, string ProjectName, string ResourceName, ReadOnlyMemory<byte> Body);
