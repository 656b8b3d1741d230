using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Relay;

/// <summary>
/// What the relay has of its upstream: parts whose digests were checked, and releases that are here in full but do not count yet. What
/// is served already is among them.
/// </summary>
internal sealed class UpstreamHoldings
{
    private readonly Dictionary<Digest, ReadOnlyMemory<byte>> _parts = [];
    private readonly Dictionary<Position, StoredRelease> _releases = [];

    public bool Holds(Digest part) => _parts.ContainsKey(part);

    public StoredRelease? Find(Position? position) =>
        position is { } known ? _releases.GetValueOrDefault(known) : null;

    /// <summary>The digests of the parts, one after the other, as a subscription names them.</summary>
    public byte[] ToDigestList() => [.. _parts.Keys.SelectMany(digest => digest.ToBytes())];

    /// <summary>Takes in a part whose digest was checked.</summary>
    public void Add(Digest digest, ReadOnlyMemory<byte> content) => _parts[digest] = content;

    /// <summary>Takes in a release, all of whose parts are held.</summary>
    public void Complete(Release release, Manifest manifest) => _releases[release.Position] = new StoredRelease(
        release, new Snapshot(manifest, [.. manifest.Parts.Select(part => new Part(part.Name, part.Digest, _parts[part.Digest]))]));

    /// <summary>Lets go of all but these releases and their parts.</summary>
    public void KeepOnly(params IEnumerable<StoredRelease> releases)
    {
        var kept = releases.ToArray();
        _parts.Clear();
        _releases.Clear();
        foreach (var release in kept)
        {
            _releases[release.Release.Position] = release;
            foreach (var part in release.Snapshot.Parts)
                _parts[part.Digest] = part.Content;
        }
    }
}
