using System.Collections.Immutable;
using Dms.Client.Snapshots;
using SchemaClaims.Contracts;

namespace Dms.Client.Subscription;

/// <summary>
/// The parts that this process holds, counted as docs/protocol.md has both sides count: what was named at the beginning of the stream
/// and what came in full on it; from each commit on, the parts of that release, and of the running one besides.
/// </summary>
internal sealed class HeldParts
{
    private readonly Dictionary<Digest, ReadOnlyMemory<byte>> _contents = [];
    private readonly Dictionary<(string Name, Digest Digest), SnapshotPart> _parts = [];
    private readonly PartReader _reader = new();

    public bool Holds(Digest digest) => _contents.ContainsKey(digest);

    /// <summary>The digests, one after the other, as a subscription names them.</summary>
    public byte[] ToDigestList()
    {
        var list = new byte[_contents.Count * Digest.Size];
        var at = 0;
        foreach (var digest in _contents.Keys)
        {
            digest.CopyTo(list.AsSpan(at));
            at += Digest.Size;
        }

        return list;
    }

    /// <summary>Takes in a verified part and what has been made of it.</summary>
    public void Add(Digest digest, ReadOnlyMemory<byte> content, IEnumerable<SnapshotPart> parts)
    {
        _contents[digest] = content;
        foreach (var part in parts)
            _parts[(part.Name, part.Digest)] = part;
    }

    /// <summary>Takes in the parts of a snapshot.</summary>
    public void Add(DmsSnapshot snapshot)
    {
        foreach (var part in snapshot.Parts)
            Add(part.Digest, part.Content, [part]);
    }

    /// <summary>The parts that a manifest names, in its order. All of them must be held.</summary>
    /// <exception cref="PartInvalidException">The bytes of a part do not say what its name promises.</exception>
    public ImmutableArray<SnapshotPart> Resolve(Manifest manifest) => [.. manifest.Parts.Select(Resolve)];

    /// <summary>Lets go of all parts but those of the committed release and of the running snapshot.</summary>
    public void KeepOnly(Manifest committed, DmsSnapshot? running)
    {
        var kept = committed.Parts.Select(part => part.Digest).ToHashSet();
        if (running is not null)
            kept.UnionWith(running.Parts.Select(part => part.Digest));
        foreach (var digest in _contents.Keys.Where(digest => !kept.Contains(digest)).ToArray())
            _contents.Remove(digest);
        foreach (var key in _parts.Keys.Where(key => !kept.Contains(key.Digest)).ToArray())
            _parts.Remove(key);
    }

    private SnapshotPart Resolve(ManifestPart named)
    {
        var key = (named.Name, named.Digest);
        if (!_parts.TryGetValue(key, out var part))
            _parts[key] = part = _reader.Read(named.Name, named.Digest, _contents[named.Digest]);
        return part;
    }
}
