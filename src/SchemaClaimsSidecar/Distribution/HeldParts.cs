using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Snapshots;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>The parts that a subscriber holds, as both ends count it: docs/protocol.md, "Subscribe".</summary>
internal sealed class HeldParts
{
    private readonly HashSet<Digest> _digests = [];

    /// <param name="digests">32 bytes a digest, one after the other.</param>
    /// <exception cref="FormatException">The length is no multiple of 32.</exception>
    public HeldParts(ReadOnlySpan<byte> digests)
    {
        if (digests.Length % Digest.Size != 0)
            throw new FormatException($"held_digests has {digests.Length} bytes, which is no multiple of {Digest.Size}.");
        for (; !digests.IsEmpty; digests = digests[Digest.Size..])
            _digests.Add(Digest.FromBytes(digests[..Digest.Size]));
    }

    /// <summary>The parts of a snapshot that the subscriber lacks, each of the same bytes once, in the manifest's order.</summary>
    public IReadOnlyList<Part> MissingFrom(Snapshot snapshot)
    {
        var seen = new HashSet<Digest>();
        return [.. snapshot.Parts.Where(part => !_digests.Contains(part.Digest) && seen.Add(part.Digest))];
    }

    public void Received(Digest digest) => _digests.Add(digest);

    /// <summary>From here on the subscriber holds the parts of these snapshots alone.</summary>
    public void Committed(params IEnumerable<Snapshot> snapshots)
    {
        _digests.Clear();
        foreach (var part in snapshots.SelectMany(snapshot => snapshot.Parts))
            _digests.Add(part.Digest);
    }
}
