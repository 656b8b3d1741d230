namespace SchemaClaims.Contracts.Packs;

/// <summary>Where a blob stands in a pack; both numbers in bytes.</summary>
internal readonly record struct PackEntry(Digest Digest, long Offset, int Length);
