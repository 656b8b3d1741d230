using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Distribution;
using Testing;
using static SchemaClaims.V1.ReportRequest.Types;

namespace SchemaClaimsSidecar.Tests.Relay;

/// <summary>What the board makes of what relays tell.</summary>
public sealed class RelayedSubscribersTests
{
    private static readonly SubscriberName One = new("relay-1", "r1");
    private static readonly SubscriberName Other = new("relay-2", "r2");
    private static readonly SubscriberName Dms = new("dms", "d");
    private static readonly Position Running = new("epoch", 1);

    private readonly ManualTimeProvider _time = new();
    private readonly DistributionOptions _options = new();
    private readonly SubscriberBoard _board;

    public RelayedSubscribersTests()
    {
        _board = new SubscriberBoard(Options.Create(_options), _time);
        Connect(One);
        Connect(Other);
    }

    [Fact]
    public void Relayed_ASubscriber_IsKnownWithItsWay()
    {
        var news = _board.Relayed(Report(One, Said(via: ["relay-below"])));

        Assert.Single(news!);
        var record = Find(Dms);
        Assert.Equal((1, Running, Outcome.Applied), (record.Streams, record.Running, record.Outcome));
        Assert.Equal(["relay-1", "relay-below"], record.Via);
        Assert.Empty(_board.Relayed(Report(One, Said(via: ["relay-below"])))!);
    }

    [Fact]
    public void Relayed_BySomebodyThatIsNoRelay_IsRefused()
    {
        var pod = new SubscriberName("pod", "p");
        _board.Connected(pod, SubscriberLabels.None, null);

        Assert.Null(_board.Relayed(Report(pod, Said())));
        Assert.Null(_board.Relayed(Report(new SubscriberName("unknown", "u"), Said())));
    }

    [Fact]
    public void Disconnected_ARelay_TakesItsSubscribersWithItAndNoOthers()
    {
        _board.Relayed(Report(One, Said()));
        _board.Relayed(Report(Other, Said(new SubscriberName("dms-2", "d2"))));

        _board.Disconnected(One);

        Assert.Equal(0, Find(Dms).Streams);
        Assert.Equal(1, Find(new SubscriberName("dms-2", "d2")).Streams);
    }

    [Fact]
    public void Relayed_AfterASubscriberMoved_CountsWhoSaidLastThatItIsConnected()
    {
        _board.Relayed(Report(One, Said()));
        _board.Relayed(Report(Other, Said()));

        _board.Relayed(Report(One, Said(connected: false)));

        Assert.Equal((1, Other), (Find(Dms).Streams, Find(Dms).RelayedBy));
    }

    [Fact]
    public void Relayed_OfOneThatIsConnectedHere_IsPassedOver()
    {
        _board.Connected(Dms, SubscriberLabels.None, null);

        Assert.Empty(_board.Relayed(Report(One, Said()))!);
        Assert.Null(Find(Dms).RelayedBy);
        _board.Disconnected(Dms);
        Assert.Single(_board.Relayed(Report(One, Said()))!);
    }

    [Fact]
    public void Relayed_AllThereAre_LosesWhoIsNotNamedOnceTheLastPieceIsHere()
    {
        var second = new SubscriberName("dms-2", "d2");
        _board.Relayed(Report(One, Said(), Said(second)));

        _board.Relayed(new RelayReport(One, Begins: true, Ends: false, []));
        Assert.Equal(1, Find(Dms).Streams);
        _board.Relayed(new RelayReport(One, Begins: false, Ends: true, [Said(second)]));

        Assert.Equal((0, 1), (Find(Dms).Streams, Find(second).Streams));
    }

    [Fact]
    public void Relayed_NoChange_IsASignOfLifeOfAll()
    {
        _board.Relayed(Report(One, Said()));
        var since = Find(Dms).Since;
        _time.Advance(_options.SilentAfter - TimeSpan.FromSeconds(1));
        var change = _board.Changed.Next;

        _board.Relayed(Report(One));

        Assert.False(change.IsCompleted);
        Assert.Equal((_time.GetUtcNow(), since), (Find(Dms).LastHeard, Find(Dms).Since));
    }

    [Fact]
    public void Relayed_MoreThanARelayMayTellOf_AreLeftOut()
    {
        var many = Enumerable.Range(0, Protocol.MaxStandings + 5)
            .Select(number => Said(new SubscriberName($"dms-{number}", "d"))).ToArray();

        _board.Relayed(Report(One, many));

        Assert.Equal(Protocol.MaxStandings, _board.Read().Count(record => record.RelayedBy == One));
    }

    private void Connect(SubscriberName relay) => _board.Connected(relay, SubscriberLabels.None, Running, isRelay: true);

    private SubscriberRecord Find(SubscriberName subscriber) => _board.Read().Single(record => record.Subscriber == subscriber);

    private static RelayReport Report(SubscriberName relay, params RelayedSubscriber[] said) => new(relay, false, false, said);

    private static RelayedSubscriber Said(SubscriberName? subscriber = null, bool connected = true, string[]? via = null) => new(
        subscriber ?? Dms, new Dictionary<string, string> { ["zone"] = "a" }, connected, IsRelay: false, via ?? [], Running,
        new SubscriberReport(subscriber ?? Dms, Running, Outcome.Applied, "", "", Running, TimeSpan.FromMilliseconds(1)));
}
