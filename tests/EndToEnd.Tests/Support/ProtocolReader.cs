using Google.Protobuf;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using Position = SchemaClaims.Contracts.Position;

namespace EndToEnd.Tests.Support;

/// <summary>A subscriber's side of docs/protocol.md, written from that page: holds what it received and checks every rule.</summary>
internal sealed class ProtocolReader(Func<FollowedRelease, bool> accepts)
{
    private readonly Dictionary<Digest, byte[]> _parts = [];
    private readonly HashSet<Digest> _counted = [];
    private IncomingRelease? _incoming;

    /// <summary>What it runs.</summary>
    public FollowedRelease? Current { get; private set; }

    /// <summary>What it refused last.</summary>
    public Position? Rejected { get; private set; }

    /// <summary>A stream begins: what to tell the sidecar.</summary>
    public SubscribeRequest Begin(string subscriber, string instance, IReadOnlyDictionary<string, string> labels)
    {
        _incoming = null;
        _counted.Clear();
        _counted.UnionWith(_parts.Keys);
        return new SubscribeRequest
        {
            Protocol = Protocol.Version,
            Subscriber = subscriber,
            Instance = instance,
            Labels = { labels.ToDictionary() },
            Applied = Current?.Release.Position.OnWire(),
            Rejected = Rejected.OnWire(),
            HeldDigests = ByteString.CopyFrom([.. _parts.Keys.SelectMany(digest => digest.ToBytes())]),
        };
    }

    /// <summary>Takes a message. Returns the release that it completes, if any.</summary>
    /// <exception cref="ProtocolViolationException">A rule is broken.</exception>
    public FollowedRelease? Take(SubscribeResponse message)
    {
        switch (message.EventCase)
        {
            case SubscribeResponse.EventOneofCase.Offer:
                _incoming = IncomingRelease.Read(message.Offer, Current?.Release.Position, Rejected, _counted);
                return null;
            case SubscribeResponse.EventOneofCase.Parts:
                TakeParts(message.Parts);
                return null;
            case SubscribeResponse.EventOneofCase.Commit:
                return Complete(message.Commit);
            default:
                Check(message.Heartbeat);
                return null;
        }
    }

    private void TakeParts(Parts message)
    {
        ProtocolViolationException.Unless(_incoming is not null, "parts before an offer");
        ProtocolViolationException.Unless(
            message.Pieces.Sum(piece => (long)piece.Data.Length) <= Protocol.MaxPieceBytes, "a message with too much data");
        foreach (var piece in message.Pieces)
        {
            if (_incoming!.Take(piece) is not { } part)
                continue;
            _parts[part.Digest] = part.Content;
            _counted.Add(part.Digest);
        }
    }

    private FollowedRelease Complete(Commit commit)
    {
        ProtocolViolationException.Unless(_incoming is not null, "a commit without an offer");
        var received = _incoming!.Complete(commit, _parts);
        _incoming = null;
        if (accepts(received))
            Current = received;
        else
            Rejected = received.Release.Position;
        Keep(received.Manifest);
        return received;
    }

    // From a commit on, the sidecar counts on the parts of that release alone.
    private void Keep(Manifest committed)
    {
        _counted.Clear();
        _counted.UnionWith(committed.Parts.Select(part => part.Digest));
        var running = Current?.Manifest.Parts.Select(part => part.Digest).ToHashSet() ?? [];
        foreach (var digest in _parts.Keys.Where(digest => !_counted.Contains(digest) && !running.Contains(digest)).ToArray())
            _parts.Remove(digest);
    }

    private void Check(Heartbeat heartbeat)
    {
        ProtocolViolationException.Unless(_incoming is null, "a heartbeat between an offer and its commit");
        var latest = heartbeat.Latest.OffWire();
        ProtocolViolationException.Unless(
            latest == Current?.Release.Position || latest == Rejected, $"a heartbeat for {latest}, which has not been sent");
    }
}
