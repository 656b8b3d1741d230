using Dms.Client.Gates;
using Dms.Client.Snapshots;
using Dms.Client.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using Outcome = SchemaClaims.V1.ReportRequest.Types.Outcome;
using Testing;

namespace Dms.Client.Tests.Gates;

public sealed class GateTests
{
    private static readonly IReadOnlyList<SchemaClaims.Contracts.Part> Parts = TestReleases.SmallParts();
    private static readonly IReadOnlySet<Digest> Digests = Parts.Select(part => part.Digest).ToHashSet();

    [Fact]
    public async Task Gate_Open_LetsTheReleasePass()
    {
        var gate = new TestGate { Answer = (_, _, _) => new(GateResult.Open) };
        await using var client = await ClientHost.StartAsync(build: builder => builder.AddGate(gate));
        await client.ApplyFirstAsync(TestReleases.Publish(Parts));

        Assert.Equal([(1L, null)], gate.Asked);
    }

    [Fact]
    public async Task Gate_Closed_HoldsTheReleaseUntilItOpens()
    {
        var open = false;
        var gate = new TestGate
        {
            Answer = (candidate, _, _) => new(candidate.Release.Generation == 1 || Volatile.Read(ref open) ? GateResult.Open : GateResult.Closed("the database is older")),
        };
        await using var client = await ClientHost.StartAsync(build: builder => builder.AddGate(gate));
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Parts));
        stream.SendRelease(TestReleases.Publish(Parts, 2), Digests);
        var held = await client.Sidecar.NextReportAsync();

        Assert.Equal((Outcome.Held, ReportCodes.GateClosed, 2ul, 1ul), (held.Outcome, held.Code, held.Position.Generation, held.Running.Generation));
        Assert.Contains("'test' is closed: the database is older", held.Reason, StringComparison.Ordinal);
        Assert.Equal(1, client.Current.Release.Generation);
        Assert.True(client.Snapshots.Status.Problem is { IsHeld: true, Code: ReportCodes.GateClosed });

        await client.AdvanceUntilAsync(() => gate.Asked.Count > 5);
        Volatile.Write(ref open, true);
        var applied = await client.AdvanceUntilAsync(client.Sidecar.NextReportAsync());
        Assert.Equal((Outcome.Applied, 2ul), (applied.Outcome, applied.Position.Generation));
        Assert.Equal(2, client.Current.Release.Generation);
        Assert.Null(client.Snapshots.Status.Problem);
        Assert.Equal((2L, 1L), gate.Asked[^1]);
    }

    [Fact]
    public async Task Gate_Closed_DoesNotKeepTheStreamFromBeingRead()
    {
        var gate = new TestGate { Answer = (_, _, _) => new(GateResult.Closed("no")) };
        await using var client = await ClientHost.StartAsync(build: builder => builder.AddGate(gate));
        var stream = await client.Sidecar.NextStreamAsync();
        stream.SendRelease(TestReleases.Publish(Parts));
        await client.Sidecar.NextReportAsync();
        stream.Heartbeat(TestReleases.Publish(Parts).Position);

        await Eventually.IsTrueAsync(() => client.Snapshots.Status.HeartbeatAge is not null);
        Assert.True(client.Snapshots.Status.Problem is { IsHeld: true });
    }

    [Fact]
    public async Task Release_Held_GivesWayToANewerOne()
    {
        var gate = new TestGate { Answer = (candidate, _, _) => new(candidate.Release.Generation == 2 ? GateResult.Closed("no") : GateResult.Open) };
        await using var client = await ClientHost.StartAsync(build: builder => builder.AddGate(gate));
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Parts));
        stream.SendRelease(TestReleases.Publish(Parts, 2), Digests);
        Assert.Equal(Outcome.Held, (await client.Sidecar.NextReportAsync()).Outcome);
        await client.ApplyAsync(stream, TestReleases.Publish(Parts, 3), Digests);

        Assert.Equal(3, client.Current.Release.Generation);
        Assert.Null(client.Snapshots.Status.Problem);
        var asked = gate.Asked.Count;
        client.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(asked, gate.Asked.Count);
    }

    [Fact]
    public async Task Release_Held_GivesWayToANewerOneThatIsRejected()
    {
        var open = false;
        var gate = new TestGate
        {
            Answer = (candidate, _, _) => new(candidate.Release.Generation == 1 || Volatile.Read(ref open) ? GateResult.Open : GateResult.Closed("no")),
        };
        await using var client = await ClientHost.StartAsync(build: builder => builder.AddGate(gate));
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Parts));
        stream.SendRelease(TestReleases.Publish(Parts, 2), Digests);
        Assert.Equal(Outcome.Held, (await client.Sidecar.NextReportAsync()).Outcome);
        stream.SendRelease(TestReleases.Publish([SchemaClaims.Contracts.Part.Of(PartNames.Claims, "{}"u8.ToArray())], 3));
        var report = await client.Sidecar.NextReportAsync();
        Assert.Equal((Outcome.Rejected, 3ul), (report.Outcome, report.Position.Generation));
        Volatile.Write(ref open, true);
        var asked = gate.Asked.Count;
        client.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(asked, gate.Asked.Count);
        Assert.Equal(1, client.Current.Release.Generation);
        Assert.True(client.Snapshots.Status.Problem is { IsHeld: false, Code: ReportCodes.PartInvalid });
    }

    [Fact]
    public async Task Release_HeldAtAGateThatHangs_GivesWayToANewerOne()
    {
        var never = new TaskCompletionSource<GateResult>();
        var gate = new TestGate { Answer = (candidate, _, _) => candidate.Release.Generation == 2 ? new(never.Task) : new(GateResult.Open) };
        await using var client = await ClientHost.StartAsync(build: builder => builder.AddGate(gate));
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Parts));
        stream.SendRelease(TestReleases.Publish(Parts, 2), Digests);
        await Eventually.IsTrueAsync(() => gate.Asked.Count == 2);

        await client.ApplyAsync(stream, TestReleases.Publish(Parts, 3), Digests);
    }

    [Fact]
    public async Task Release_HeldAndOfferedAgainAfterReconnect_StaysHeldThenPasses()
    {
        var open = false;
        var gate = new TestGate { Answer = (_, _, _) => new(Volatile.Read(ref open) ? GateResult.Open : GateResult.Closed("no")) };
        await using var client = await ClientHost.StartAsync(build: builder => builder.AddGate(gate));
        var stream = await client.Sidecar.NextStreamAsync();
        stream.SendRelease(TestReleases.Publish(Parts));
        await client.Sidecar.NextReportAsync();
        stream.End();
        var next = await client.ReconnectAsync();
        Assert.Null(next.Request.Rejected);
        Assert.Equal(Digests, next.HeldDigests);
        next.SendRelease(TestReleases.Publish(Parts), next.HeldDigests);
        Volatile.Write(ref open, true);

        var report = await client.AdvanceUntilAsync(client.Sidecar.NextReportAsync());
        Assert.Equal((Outcome.Applied, 1ul), (report.Outcome, report.Position.Generation));
    }

    [Fact]
    public async Task Gate_Throws_CountsAsClosed()
    {
        var gate = new TestGate { Answer = (_, _, _) => throw new InvalidOperationException("no database") };
        await using var client = await ClientHost.StartAsync(build: builder => builder.AddGate(gate));
        (await client.Sidecar.NextStreamAsync()).SendRelease(TestReleases.Publish(Parts));

        var report = await client.Sidecar.NextReportAsync();
        Assert.Equal((Outcome.Held, "Gate 'test' failed: no database"), (report.Outcome, report.Reason));
    }

    [Fact]
    public async Task Gate_Hangs_CountsAsClosedAfterItsTime()
    {
        var gate = new TestGate { Answer = async (_, _, token) => { await Task.Delay(Timeout.Infinite, token); return GateResult.Open; } };
        await using var client = await ClientHost.StartAsync(build: builder => builder.AddGate(gate));
        (await client.Sidecar.NextStreamAsync()).SendRelease(TestReleases.Publish(Parts));
        await Eventually.IsTrueAsync(() => gate.Asked.Count == 1);

        var report = await client.AdvanceUntilAsync(client.Sidecar.NextReportAsync(), TimeSpan.FromSeconds(1));
        Assert.Contains("did not answer within 00:00:30", report.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gates_Several_MustAllBeOpen()
    {
        var first = new TestGate { Answer = (_, _, _) => new(GateResult.Open) };
        var second = new TestGate { Answer = (_, _, _) => new(GateResult.Closed("second")) };
        await using var client = await ClientHost.StartAsync(build: builder => builder.AddGate(first).AddGate(second));
        (await client.Sidecar.NextStreamAsync()).SendRelease(TestReleases.Publish(Parts));

        Assert.Contains("second", (await client.Sidecar.NextReportAsync()).Reason, StringComparison.Ordinal);
        Assert.NotEmpty(first.Asked);
    }

    private sealed class TestGate : ISnapshotGate
    {
        private readonly Lock _lock = new();
        private readonly List<(long Candidate, long? Current)> _asked = [];

        public required Func<DmsSnapshot, DmsSnapshot?, CancellationToken, ValueTask<GateResult>> Answer { get; init; }

        public IReadOnlyList<(long Candidate, long? Current)> Asked
        {
            get { lock (_lock) return [.. _asked]; }
        }

        public string Name => "test";

        public ValueTask<GateResult> CheckAsync(DmsSnapshot candidate, DmsSnapshot? current, CancellationToken cancellationToken)
        {
            lock (_lock) _asked.Add((candidate.Release.Generation, current?.Release.Generation));
            return Answer(candidate, current, cancellationToken);
        }
    }
}
