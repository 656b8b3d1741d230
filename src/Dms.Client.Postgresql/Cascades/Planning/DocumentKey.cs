namespace Dms.Client.Postgresql.Cascades.Planning;

/// <summary>Where the database keeps a document.</summary>
internal readonly record struct DocumentKey(short Partition, long Id);
