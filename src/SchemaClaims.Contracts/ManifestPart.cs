namespace SchemaClaims.Contracts;

/// <summary>A part as the manifest names it; <paramref name="Length"/> in bytes.</summary>
internal sealed record ManifestPart(string Name, Digest Digest, long Length);
