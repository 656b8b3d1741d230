using SchemaClaims.Contracts;

namespace Dms.Client.Snapshots;

/// <summary>A verified part and what was made of it. Snapshots share the object while name and digest stay the same.</summary>
/// <param name="Name">The part's name.</param>
/// <param name="Digest">The digest of the content.</param>
/// <param name="Content">The bytes as the sidecar sent them.</param>
/// <param name="Value">What the part says; null for parts that are served as they are.</param>
internal sealed record SnapshotPart(string Name, Digest Digest, ReadOnlyMemory<byte> Content, object? Value);
