namespace SchemaClaims.Contracts;

/// <summary>What a snapshot is made of. Its bytes, exactly as written once, are what is hashed, stored and sent.</summary>
internal sealed class Manifest
{
    /// <summary>The layout of the manifest that this code writes, and the newest that it reads.</summary>
    public const int CurrentFormat = 1;

    internal Manifest(
        ReadOnlyMemory<byte> bytes, string effectiveSchemaHash, string rules,
        IReadOnlyList<ManifestInput> inputs, IReadOnlyList<ManifestPart> parts)
    {
        Bytes = bytes;
        SnapshotId = Digest.Of(bytes.Span);
        EffectiveSchemaHash = effectiveSchemaHash;
        Rules = rules;
        Inputs = inputs;
        Parts = parts;
    }

    /// <summary>The manifest as written: UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The digest of <see cref="Bytes"/>.</summary>
    public Digest SnapshotId { get; }

    /// <summary>The effective schema hash as DMS computes it: 64 lower-case hexadecimal digits; empty without a schema.</summary>
    public string EffectiveSchemaHash { get; }

    /// <summary>The merge rules: <c>2025</c> or <c>2026</c>; empty without a schema.</summary>
    public string Rules { get; }

    /// <summary>The documents that the snapshot was made from.</summary>
    public IReadOnlyList<ManifestInput> Inputs { get; }

    /// <summary>The parts, sorted by name in ordinal order.</summary>
    public IReadOnlyList<ManifestPart> Parts { get; }

    /// <summary>The digests of all parts and inputs.</summary>
    public IEnumerable<Digest> Blobs => Parts.Select(part => part.Digest).Concat(Inputs.Select(input => input.Digest));
}
