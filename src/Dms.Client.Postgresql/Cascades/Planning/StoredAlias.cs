namespace Dms.Client.Postgresql.Cascades.Planning;

/// <summary>A name by which a document is found.</summary>
/// <param name="Partition">Where the database keeps it.</param>
/// <param name="Id">Its number there.</param>
/// <param name="ReferentialId">The name.</param>
internal readonly record struct StoredAlias(short Partition, long Id, Guid ReferentialId);
