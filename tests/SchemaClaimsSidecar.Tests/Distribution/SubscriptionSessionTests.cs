using SchemaClaims.Contracts;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Distribution;
using Testing;
using Position = SchemaClaims.Contracts.Position;

namespace SchemaClaimsSidecar.Tests.Distribution;

public sealed class SubscriptionSessionTests : IDisposable
{
    private readonly ReleaseHub _hub = new();
    private readonly ManualTimeProvider _time = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ClaimsFreshness _claims;

    public SubscriptionSessionTests() => _claims = new ClaimsFreshness(Path.Combine(_folder.Path, "claims.confirmed"), _time);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunAsync_NoRelease_SendsAHeartbeatWithoutPosition()
    {
        await using var session = Start();

        Assert.Null((await session.ReadAsync()).Heartbeat.Latest);
    }

    [Fact]
    public async Task RunAsync_CurrentRelease_SendsOfferPartsCommitHeartbeat()
    {
        _hub.Publish(Releases.Of(1, ("a", "1"), ("b", "2")));
        await using var session = Start();

        var offer = (await session.ReadAsync()).Offer;
        Assert.Equal(2UL, offer.MissingBytes);
        Assert.Equal(["1", "2"], (await session.ReadAsync()).Parts.Pieces.Select(piece => piece.Data.ToStringUtf8()));
        Assert.Equal(1UL, (await session.ReadAsync()).Commit.Position.Generation);
        Assert.Equal(1UL, (await session.ReadAsync()).Heartbeat.Latest.Generation);
    }

    [Fact]
    public async Task RunAsync_SubscriberRunsTheCurrentRelease_SendsOnlyAHeartbeat()
    {
        _hub.Publish(Releases.Of(3, ("a", "1")));
        await using var session = Start(applied: new Position("epoch", 3));

        Assert.Equal(3UL, (await session.ReadAsync()).Heartbeat.Latest.Generation);
    }

    [Fact]
    public async Task RunAsync_SubscriberRefusedTheCurrentRelease_DoesNotOfferItAgainButTheNextOne()
    {
        _hub.Publish(Releases.Of(3, ("a", "1")));
        await using var session = Start(rejected: new Position("epoch", 3));
        Assert.NotNull((await session.ReadAsync()).Heartbeat);

        _hub.Publish(Releases.Of(4, ("a", "2")));

        Assert.NotNull((await session.ReadAsync()).Offer);
    }

    [Fact]
    public async Task RunAsync_NextRelease_SendsOnlyThePartsThatChanged()
    {
        _hub.Publish(Releases.Of(1, ("a", "1"), ("b", "2")));
        await using var session = Start();
        await session.ReadUntilHeartbeatAsync();

        _hub.Publish(Releases.Of(2, ("a", "1"), ("b", "changed"), ("c", "1")));

        var sent = await session.ReadUntilHeartbeatAsync();
        Assert.Equal(["changed"], sent.Where(message => message.Parts is not null).SelectMany(message => message.Parts.Pieces).Select(piece => piece.Data.ToStringUtf8()));
    }

    [Fact]
    public async Task RunAsync_PartsDroppedByACommit_AreSentAgainWhenTheyComeBack()
    {
        _hub.Publish(Releases.Of(1, ("a", "1")));
        await using var session = Start();
        await session.ReadUntilHeartbeatAsync();
        _hub.Publish(Releases.Of(2, ("a", "2")));
        await session.ReadUntilHeartbeatAsync();

        _hub.Publish(Releases.Of(3, ("a", "1")));

        Assert.Equal(1UL, (await session.ReadUntilHeartbeatAsync())[0].Offer.MissingBytes);
    }

    [Fact]
    public async Task RunAsync_NewerReleaseDuringATransfer_AbortsItAndKeepsWhatWasSent()
    {
        var large = Enumerable.Range(0, 4).Select(number => Part.Of($"large/{number}", new byte[PartBatches.MessageBytes - number])).ToArray();
        _hub.Publish(Releases.Of(1, large));
        await using var session = Start(gated: true);
        Assert.NotNull((await session.ReadAsync()).Offer);
        Assert.NotNull((await session.ReadAsync()).Parts);

        _hub.Publish(Releases.Of(2, [.. large, Part.Of("new", new byte[] { 1 })]));
        _hub.Publish(Releases.Of(3, [.. large, Part.Of("new", new byte[] { 2 })]));
        session.OpenGate();

        var rest = await session.ReadUntilHeartbeatAsync();
        Assert.Equal([3UL], rest.Where(message => message.Commit is not null).Select(message => message.Commit.Position.Generation));
        var offers = rest.Where(message => message.Offer is not null).ToArray();
        Assert.Single(offers);
        Assert.InRange(offers[0].Offer.MissingBytes, 1UL, 3UL * PartBatches.MessageBytes);
    }

    [Fact]
    public async Task RunAsync_NothingToSend_BeatsAtEveryInterval()
    {
        _hub.Publish(Releases.Of(1, ("a", "1")));
        await using var session = Start();
        await session.ReadUntilHeartbeatAsync();

        for (var beat = 0; beat < 3; beat++)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal(_time.GetUtcNow(), (await session.ReadAsync()).Heartbeat.SentAt.ToDateTimeOffset());
        }
    }

    [Fact]
    public async Task RunAsync_ClaimsWithASource_SaysHowLongAgoItConfirmedThem()
    {
        await using var session = Start();
        Assert.Null((await session.ReadAsync()).Heartbeat.ClaimsAge);
        _claims.Confirm();

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(TimeSpan.FromSeconds(5), (await session.ReadAsync()).Heartbeat.ClaimsAge.ToTimeSpan());
    }

    [Fact]
    public async Task RunAsync_ReaderThatNeverReads_IsLetGo()
    {
        _hub.Publish(Releases.Of(1, ("a", "1")));
        await using var session = Start(gated: true);
        Assert.NotNull((await session.ReadAsync()).Offer);
        Assert.NotNull((await session.ReadAsync()).Parts);
        await Eventually.IsTrueAsync(() => _time.PendingTimers == 2);

        _time.Advance(TimeSpan.FromSeconds(31));

        await Eventually.IsTrueAsync(() => session.Ended.IsCompleted);
        Assert.IsType<TimeoutException>(session.Ended.Exception?.InnerException);
    }

    private RunningSession Start(Position? applied = null, Position? rejected = null, bool gated = false) =>
        new(_hub, new Subscription(new SubscriberName("pod", "1"), SubscriberLabels.None, applied, rejected, new HeldParts([])), _claims, _time, gated);
}
