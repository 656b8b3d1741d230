using SchemaClaims.Contracts;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Tests.Distribution;
using Testing;
using Position = SchemaClaims.Contracts.Position;

namespace SchemaClaimsSidecar.Tests.Relay;

/// <summary>What a relay is sent.</summary>
public sealed class RelaySessionTests : IDisposable
{
    private static readonly StoredRelease Base = Releases.Of(1, ("a", "1"), ("b", "0"));
    private static readonly StoredRelease Canary = Releases.Of(2, [Releases.Part("a", "1"), Releases.Part("b", "tried")], to: "zone=a");

    private readonly ReleaseHub _hub = new();
    private readonly ManualTimeProvider _time = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ClaimsFreshness _claims;

    public RelaySessionTests() => _claims = new ClaimsFreshness(_folder["claims.confirmed"], _time);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunAsync_ARollout_SendsBothReleasesAndThenNamesThem()
    {
        _hub.Publish(Base);
        _hub.Publish(Canary);
        await using var session = Start();

        var sent = await session.ReadUntilHeartbeatAsync();

        Assert.Equal([1UL, 2UL], CommitsOf(sent));
        Assert.Equal([2UL, 5UL], sent.Where(message => message.Offer is not null).Select(message => message.Offer.MissingBytes));
        var heartbeat = sent[^1].Heartbeat;
        Assert.Equal((1UL, 2UL), (heartbeat.Latest.Generation, heartbeat.Canary.Generation));
        Assert.Equal(RunningSession.Self.Name, Assert.Single(heartbeat.Path).Name);
        Assert.Null(heartbeat.Age);
    }

    [Fact]
    public async Task RunAsync_WhatTheRelayServesOrRefused_IsNamedAndNotSent()
    {
        _hub.Publish(Base);
        _hub.Publish(Canary);
        await using var session = Start(serves: [Base.Release.Position], rejected: [Canary.Release.Position]);

        var heartbeat = Assert.Single(await session.ReadUntilHeartbeatAsync()).Heartbeat;

        Assert.Equal((1UL, 2UL), (heartbeat.Latest.Generation, heartbeat.Canary.Generation));
    }

    [Fact]
    public async Task RunAsync_TheEndOfARollout_IsOneReleaseAndNoCanary()
    {
        _hub.Publish(Base);
        _hub.Publish(Canary);
        await using var session = Start();
        await session.ReadUntilHeartbeatAsync();

        _hub.Publish(Releases.Of(3, Canary.Snapshot.Parts, kind: "promote"));
        var sent = await session.ReadUntilHeartbeatAsync();

        Assert.Equal([3UL], CommitsOf(sent));
        Assert.Null(sent[^1].Heartbeat.Canary);
        Assert.DoesNotContain(sent, message => message.Parts is not null);
    }

    [Fact]
    public async Task RunAsync_PartsOfReleasesThatDoNotCountAnyMore_AreSentAgain()
    {
        await using var session = Start();
        await session.ReadUntilHeartbeatAsync();
        foreach (var text in new[] { "1", "2", "1" })
        {
            _hub.Publish(Releases.Of((_hub.Newest?.Generation ?? 0) + 1, ("a", text)));
            var sent = await session.ReadUntilHeartbeatAsync();
            Assert.Equal(text, Assert.Single(sent, message => message.Parts is not null).Parts.Pieces.Single().Data.ToStringUtf8());
        }
    }

    [Fact]
    public async Task RunAsync_ARelayThatServesARelay_SaysOnWhatItWasTold()
    {
        _hub.Publish(Base);
        await using var session = Start(supply: new Told());

        var heartbeat = (await session.ReadUntilHeartbeatAsync())[^1].Heartbeat;

        Assert.Equal(TimeSpan.FromMinutes(3), heartbeat.Age.ToTimeSpan());
        Assert.Equal(DateTimeOffset.UnixEpoch, heartbeat.SentAt.ToDateTimeOffset());
        Assert.Equal(["hub", RunningSession.Self.Name], heartbeat.Path.Select(hop => hop.Name));
    }

    [Fact]
    public async Task RunAsync_ASubscriberOfARelay_HearsHowOldTheWordIsAndNoMore()
    {
        _hub.Publish(Base);
        await using var session = new RunningSession(_hub, Subscription(null), _claims, _time, gated: false, new Told());

        var heartbeat = (await session.ReadUntilHeartbeatAsync())[^1].Heartbeat;

        Assert.Equal(TimeSpan.FromMinutes(3), heartbeat.Age.ToTimeSpan());
        Assert.Empty(heartbeat.Path);
    }

    private RunningSession Start(Position[]? serves = null, Position[]? rejected = null, ISupply? supply = null) =>
        new(_hub, Subscription(new RelaySubscription(serves ?? [], rejected ?? [])), _claims, _time, gated: false, supply);

    private static Subscription Subscription(RelaySubscription? relay) =>
        new(new SubscriberName("relay", "1"), SubscriberLabels.None, null, null, new HeldParts([])) { Relay = relay };

    private static IEnumerable<ulong> CommitsOf(IEnumerable<SubscribeResponse> messages) =>
        messages.Where(message => message.Commit is not null).Select(message => message.Commit.Position.Generation);

    private sealed class Told : ISupply
    {
        public bool IsKnown => true;

        public TimeSpan Age => TimeSpan.FromMinutes(3);

        public DateTimeOffset SaidAt => DateTimeOffset.UnixEpoch;

        public IReadOnlyList<Hop> Path => [new Hop { Name = "hub", Instance = "1" }];
    }
}
