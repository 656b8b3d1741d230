using System.Diagnostics.CodeAnalysis;
using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Snapshots;

/// <summary>A manifest and its parts: schema and claims together, one version. Never changes.</summary>
internal sealed class Snapshot
{
    private readonly Dictionary<Digest, Part> _byDigest;

    /// <param name="manifest">Names the parts.</param>
    /// <param name="parts">The parts, in the manifest's order.</param>
    /// <exception cref="ArgumentException">The parts are not those that the manifest names.</exception>
    public Snapshot(Manifest manifest, IReadOnlyList<Part> parts)
    {
        if (parts.Count != manifest.Parts.Count)
            throw new ArgumentException($"The manifest names {manifest.Parts.Count} parts; there are {parts.Count}.", nameof(parts));
        _byDigest = new Dictionary<Digest, Part>(parts.Count);
        for (var i = 0; i < parts.Count; i++)
        {
            if (new ManifestPart(parts[i].Name, parts[i].Digest, parts[i].Content.Length) != manifest.Parts[i])
                throw new ArgumentException($"Part '{parts[i].Name}' stands for '{manifest.Parts[i].Name}'.", nameof(parts));
            _byDigest.TryAdd(parts[i].Digest, parts[i]);
        }

        Manifest = manifest;
        Parts = parts;
    }

    public Digest Id => Manifest.SnapshotId;

    public Manifest Manifest { get; }

    /// <summary>The parts, sorted by name in ordinal order.</summary>
    public IReadOnlyList<Part> Parts { get; }

    /// <summary>The part with these bytes; the first by name where several have them.</summary>
    public bool TryGetPart(Digest digest, [NotNullWhen(true)] out Part? part) => _byDigest.TryGetValue(digest, out part);
}
