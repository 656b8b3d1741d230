using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Relay;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Tests.Distribution;
using Testing;
using static SchemaClaims.V1.ReportRequest.Types;

namespace SchemaClaimsSidecar.Tests.Relay;

public sealed class RelayReporterTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly SubscriberName Dms = new("dms", "d");
    private static readonly StoredRelease First = Releases.Of(1, ("a", "1"));

    private readonly ManualTimeProvider _time = new();
    private readonly ReleaseHub _hub = new();
    private readonly FakeUpstream _upstream = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly SubscriberBoard _board;
    private readonly RelayReporter _reporter;
    private Task _running = Task.CompletedTask;

    public RelayReporterTests()
    {
        _board = new SubscriberBoard(Options.Create(new DistributionOptions()), _time);
        _reporter = new RelayReporter(
            RelayRig.Self, _board, _hub, new RelayStanding(_time, NullLogger<RelayStanding>.Instance), Options.Create(new RelayOptions()),
            Options.Create(new DistributionOptions()), _time, NullLogger<RelayReporter>.Instance);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _ending.CancelAsync();
        await _running.WaitAsync(Patience);
        _ending.Dispose();
    }

    [Fact]
    public async Task RunAsync_AtFirst_TellsOfAllAndOfTheRelayItself()
    {
        _hub.Publish(First);
        _board.Connected(Dms, new Dictionary<string, string> { ["zone"] = "a" }, First.Release.Position);
        Start();

        var report = await ReadAsync();

        Assert.Equal((RelayRig.Self.Name, Outcome.Applied, 1UL), (report.Subscriber, report.Outcome, report.Position.Generation));
        Assert.True(report.Standings.Begins && report.Standings.Ends);
        var standing = Assert.Single(report.Standings.Standings_);
        Assert.Equal(("dms", true, 1UL), (standing.Subscriber, standing.Connected, standing.Running.Generation));
        Assert.Equal("a", standing.Labels["zone"]);
    }

    [Fact]
    public async Task RunAsync_Changes_AreToldAtOnceButAtMostOnceASecond()
    {
        Start();
        await ReadAsync();
        await SleepAsync();
        _time.Advance(TimeSpan.FromSeconds(2));
        _board.Connected(Dms, SubscriberLabels.None, null);
        Assert.Equal("dms", Assert.Single((await ReadAsync()).Standings.Standings_).Subscriber);

        await SleepAsync();
        _board.Connected(new SubscriberName("dms-2", "d"), SubscriberLabels.None, null);
        _board.Connected(new SubscriberName("dms-3", "d"), SubscriberLabels.None, null);
        Assert.False(_upstream.Reports.Reader.TryRead(out _));
        await SleepAsync();
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["dms-2", "dms-3"], (await ReadAsync()).Standings.Standings_.Select(standing => standing.Subscriber));
    }

    [Fact]
    public async Task RunAsync_NothingChanges_StillGivesASignOfLifeAndSaysWhoHasFallenSilent()
    {
        _board.Connected(Dms, SubscriberLabels.None, null);
        Start();
        Assert.True(Assert.Single((await ReadAsync()).Standings.Standings_).Connected);

        for (var beat = 0; beat < 3; beat++)
        {
            await SleepAsync();
            _time.Advance(TimeSpan.FromSeconds(30));
            Assert.Empty((await ReadAsync()).Standings.Standings_);
        }

        await SleepAsync();
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.False(Assert.Single((await ReadAsync()).Standings.Standings_).Connected);
    }

    [Fact]
    public async Task RunAsync_AfterAFailure_TellsOfAllAgain()
    {
        _board.Connected(Dms, SubscriberLabels.None, null);
        Start();
        await ReadAsync();
        await SleepAsync();
        _upstream.ReportFailure = new RpcException(new Status(StatusCode.FailedPrecondition, "subscribe, then report"));
        _time.Advance(TimeSpan.FromSeconds(30));
        await SleepAsync();
        _upstream.ReportFailure = null;
        _time.Advance(TimeSpan.FromSeconds(5));

        var report = await ReadAsync();

        Assert.True(report.Standings.Begins);
        Assert.Single(report.Standings.Standings_);
    }

    private void Start() => _running = _reporter.RunAsync(_upstream, _ending.Token);

    private async Task<ReportRequest> ReadAsync() => await _upstream.Reports.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    private Task SleepAsync() => Eventually.IsTrueAsync(() => _time.PendingTimers == 1);
}
