namespace SchemaClaims.Contracts;

/// <summary>A document that a snapshot was made from: its role (<c>core</c>, <c>extension</c>, <c>claims</c>, <c>fragment</c>), name and digest.</summary>
internal sealed record ManifestInput(string Role, string Name, Digest Digest, long Length);
