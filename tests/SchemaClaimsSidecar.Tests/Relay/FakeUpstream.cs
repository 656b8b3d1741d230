using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Relay;
using SchemaClaimsSidecar.Storage;
using Position = SchemaClaims.Contracts.Position;

namespace SchemaClaimsSidecar.Tests.Relay;

/// <summary>An upstream whose every message a test chooses.</summary>
internal sealed class FakeUpstream(string address = "upstream") : IUpstream
{
    private readonly Channel<SubscribeResponse> _messages = Channel.CreateUnbounded<SubscribeResponse>();

    public string Address => address;

    /// <summary>What the relay subscribed with; null before.</summary>
    public SubscribeRequest? Request { get; private set; }

    /// <summary>What it reported.</summary>
    public Channel<ReportRequest> Reports { get; } = Channel.CreateUnbounded<ReportRequest>();

    /// <summary>What a report meets; null to take it.</summary>
    public Exception? ReportFailure { get; set; }

    public void Send(params IEnumerable<SubscribeResponse> messages)
    {
        foreach (var message in messages)
            Assert.True(_messages.Writer.TryWrite(message));
    }

    /// <summary>Sends a release in full.</summary>
    public void SendRelease(StoredRelease release) => Send([OfferOf(release), PartsOf(release), CommitOf(release)]);

    public void SendHeartbeat(
        StoredRelease? latest, StoredRelease? canary = null, TimeSpan? age = null, TimeSpan? claimsAge = null, params string[] path) =>
        Send(new SubscribeResponse
        {
            Heartbeat = new Heartbeat
            {
                Latest = latest?.Release.Position.ToWire(),
                Canary = canary?.Release.Position.ToWire(),
                SentAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
                Age = age is { } word ? Duration.FromTimeSpan(word) : null,
                ClaimsAge = claimsAge is { } claims ? Duration.FromTimeSpan(claims) : null,
                Path = { (path is [] ? ["hub"] : path).Select(name => new Hop { Name = name, Instance = name }) },
            },
        });

    /// <summary>Ends the stream.</summary>
    public void End() => _messages.Writer.TryComplete();

    public async IAsyncEnumerable<SubscribeResponse> SubscribeAsync(
        SubscribeRequest request, Action heard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Request = request;
        await foreach (var message in _messages.Reader.ReadAllAsync(cancellationToken))
            yield return message;
    }

    public Task ReportAsync(ReportRequest request, CancellationToken cancellationToken)
    {
        if (ReportFailure is { } failure)
            return Task.FromException(failure);
        Assert.True(Reports.Writer.TryWrite(request));
        return Task.CompletedTask;
    }

    public void Dispose()
    {
    }

    public static SubscribeResponse OfferOf(StoredRelease release) => new()
    {
        Offer = new Offer
        {
            Release = ByteString.CopyFrom(release.Release.Bytes.Span),
            Manifest = ByteString.CopyFrom(release.Snapshot.Manifest.Bytes.Span),
            Signatures =
            {
                release.Release.Signatures.Select(signature =>
                    new Signature { KeyId = signature.KeyId, Value = ByteString.CopyFrom(signature.Value.Span) }),
            },
        },
    };

    public static SubscribeResponse PartsOf(StoredRelease release, Func<Part, byte[]>? contentOf = null) => new()
    {
        Parts = new Parts
        {
            Pieces =
            {
                release.Snapshot.Parts.Select(part => new PartPiece
                {
                    Digest = ByteString.CopyFrom(part.Digest.ToBytes()),
                    Data = ByteString.CopyFrom(contentOf?.Invoke(part) ?? part.Content.ToArray()),
                }),
            },
        },
    };

    public static SubscribeResponse CommitOf(StoredRelease release) => CommitOf(release.Release.Position);

    public static SubscribeResponse CommitOf(Position position) => new() { Commit = new Commit { Position = position.ToWire() } };
}
