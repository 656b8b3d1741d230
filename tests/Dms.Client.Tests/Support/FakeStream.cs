using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Signing;
using SchemaClaims.V1;
using Position = SchemaClaims.Contracts.Position;
using WirePosition = SchemaClaims.V1.Position;

namespace Dms.Client.Tests.Support;

/// <summary>One stream of a <see cref="FakeDistribution"/>: what the subscriber said, and what it is sent.</summary>
internal sealed class FakeStream(SubscribeRequest request, Action heard)
{
    private readonly Channel<SubscribeResponse> _messages = Channel.CreateUnbounded<SubscribeResponse>();
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SubscribeRequest Request { get; } = request;

    /// <summary>Ends when the subscriber has left the stream.</summary>
    public Task Left => _left.Task.WaitAsync(Patience.Limit);

    public IReadOnlySet<Digest> HeldDigests => Request.HeldDigests.ToByteArray().Chunk(Digest.Size).Select(bytes => Digest.FromBytes(bytes)).ToHashSet();

    public void Send(SubscribeResponse message) => _messages.Writer.TryWrite(message);

    /// <summary>Bytes come that are no message yet.</summary>
    public void SendBytes() => heard();

    public void End() => _messages.Writer.TryComplete();

    public void Break(string reason) => _messages.Writer.TryComplete(new IOException(reason));

    /// <summary>Offer, the parts that are not held, commit.</summary>
    public void SendRelease(PublishedRelease release, IReadOnlySet<Digest>? held = null)
    {
        Offer(release);
        SendParts(release.Parts.Where(part => held is null || !held.Contains(part.Digest)));
        Commit(release);
    }

    public void Offer(PublishedRelease release) => Offer(release.Release.Bytes, release.Manifest.Bytes, release.Release.Signatures);

    public void Offer(ReadOnlyMemory<byte> release, ReadOnlyMemory<byte> manifest, params IReadOnlyList<ReleaseSignature> signatures) =>
        Send(new SubscribeResponse
        {
            Offer = new Offer
            {
                Release = ByteString.CopyFrom(release.Span),
                Manifest = ByteString.CopyFrom(manifest.Span),
                Signatures =
                {
                    signatures.Select(one => new Signature { KeyId = one.KeyId, Value = ByteString.CopyFrom(one.Value.Span) }),
                },
            },
        });

    public void SendParts(params IEnumerable<Part> parts)
    {
        foreach (var part in parts.DistinctBy(part => part.Digest))
            SendPiece(part.Digest, 0, part.Content.Span);
    }

    public void SendPiece(Digest digest, ulong offset, ReadOnlySpan<byte> data) => Send(new SubscribeResponse
    {
        Parts = new Parts
        {
            Pieces = { new PartPiece { Digest = ByteString.CopyFrom(digest.ToBytes()), Offset = offset, Data = ByteString.CopyFrom(data) } },
        },
    });

    public void Commit(PublishedRelease release) => Send(new SubscribeResponse { Commit = new Commit { Position = ToWire(release.Position) } });

    public void Heartbeat(Position? latest, TimeSpan? claimsAge = null, TimeSpan? wordAge = null) => Send(new SubscribeResponse
    {
        Heartbeat = new Heartbeat
        {
            Latest = latest is { } position ? ToWire(position) : null,
            ClaimsAge = claimsAge is { } age ? Duration.FromTimeSpan(age) : null,
            Age = wordAge is { } word ? Duration.FromTimeSpan(word) : null,
        },
    });

    public async IAsyncEnumerable<SubscribeResponse> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in _messages.Reader.ReadAllAsync(cancellationToken))
                yield return message;
        }
        finally
        {
            _left.TrySetResult();
        }
    }

    private static WirePosition ToWire(Position position) => new() { Epoch = position.Epoch, Generation = (ulong)position.Generation };
}
