using Load.Sampling;
using Load.Tests.Support;
using Testing.Postgres;

namespace Load.Tests.Sampling;

[Collection(StagedCollection.Name)]
public sealed class ProcessSourceTests
{
    [PostgresFact]
    public async Task Sampler_OfAServiceAtWork_MeasuresEverySide()
    {
        var cluster = await PostgresCluster.SharedAsync();
        await using var database = await cluster.CreateDatabaseAsync();
        await using var service = await StagedProcess.StartAsync(
            "--postgres", database.ConnectionString + ";Application Name=Staged;Maximum Pool Size=7");
        await using var process = new ProcessSource(service.Id, TimeProvider.System);
        await using var postgres = new PostgresSource(database.ConnectionString, "Staged");
        // Levels are right when they are watched from before the first request on.
        await Observed.UntilAsync(new Sampler(process, postgres, null, TimeProvider.System), sample => sample.Kestrel is not null);
        await using var senders = new Senders(new Uri(service.Address, "unhurried"), users: 3);
        var sampler = new Sampler(process, postgres, senders.Read, TimeProvider.System);

        var sample = await Observed.UntilAsync(sampler, sample => sample is
        {
            // Its counters come in rounds of their own: the connections of this round may be those from before the senders.
            Kestrel: { Requests: > 20, ActiveRequests: > 0, ActiveConnections: > 0 },
            Pool: { CommandSecondsSum: > 0.3, Used: >= 0, Idle: >= 0 },
            Process.ThreadPoolThreads: > 0,
            Postgres.Active: > 0,
        });

        Assert.Null(process.Problem);
        Assert.Null(postgres.Problem);
        Assert.True(sample.Kestrel!.ActiveRequests <= 3);
        // A user who comes late may find a connection that another has done with.
        Assert.InRange(sample.Kestrel.ActiveConnections!.Value, 1, 3);
        Assert.Equal(0, sample.Kestrel.Failed);
        Assert.True(sample.Kestrel.RequestSecondsSum > 0.3);
        Assert.Equal(7, sample.Pool!.Max);
        Assert.InRange(sample.Pool.Used!.Value + sample.Pool.Idle!.Value, 1, 3);
        Assert.Equal(0, sample.Pool.PendingRequests);
        Assert.Null(sample.OutboundHttp);
        Assert.True(sample.Process is { CpuSeconds: > 0, AllocatedBytes: > 0, WorkingSetBytes: > 0, ThreadPoolCompletedItems: > 0 });
        Assert.InRange(sample.Postgres!.Active + sample.Postgres.Idle, 1, 3);
        Assert.True(sample.Postgres is { MaxConnections: 200, Commits: > 0, CpuSeconds: >= 0 });
        Assert.Equal(Environment.ProcessorCount, sample.Machine!.Processors);
        Assert.InRange(sample.Client!.ConnectionsOpen, 1, 3);
    }

    [Fact]
    public async Task Sampler_OfThreadsThatWaitForALock_CountsTheirSeconds()
    {
        await using var service = await StagedProcess.StartAsync();
        await using var process = new ProcessSource(service.Id, TimeProvider.System);
        await using var senders = new Senders(new Uri(service.Address, "lock"), users: 4);

        var sampler = new Sampler(process, null, null, TimeProvider.System);
        var sample = await Observed.UntilAsync(sampler, sample => sample.Process?.LockWaitSeconds > 1);

        Assert.True(sample.Process!.LockContentions > 10);
    }

    [Fact]
    public async Task Sampler_WhenTheProcessIsKilled_SaysSoAndMeasuresNothing()
    {
        await using var service = await StagedProcess.StartAsync();
        await using var process = new ProcessSource(service.Id, TimeProvider.System);
        var sampler = new Sampler(process, null, null, TimeProvider.System);
        await Observed.UntilAsync(sampler, sample => sample.Kestrel is not null);

        await service.KillAsync();
        var sample = await Observed.UntilAsync(sampler, sample => sample.Process is null);

        Assert.Null(sample.Kestrel);
        Assert.NotNull(process.Problem);
    }

    [Fact]
    public async Task TwoSamplers_OfTheSameProcess_BothMeasure()
    {
        await using var service = await StagedProcess.StartAsync();
        await using var first = new ProcessSource(service.Id, TimeProvider.System);
        await using var second = new ProcessSource(service.Id, TimeProvider.System);

        await Observed.UntilAsync(new Sampler(first, null, null, TimeProvider.System), sample => sample.Kestrel is not null);
        await Observed.UntilAsync(new Sampler(second, null, null, TimeProvider.System), sample => sample.Kestrel is not null);

        await using var senders = new Senders(new Uri(service.Address, "lock"), users: 1);
        await Observed.UntilAsync(new Sampler(first, null, null, TimeProvider.System), sample => sample.Kestrel?.Requests > 0);
    }
}
