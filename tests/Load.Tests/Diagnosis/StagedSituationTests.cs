using Load.Diagnosis;
using Load.Tests.Support;
using Testing.Postgres;
using Xunit.Abstractions;

namespace Load.Tests.Diagnosis;

/// <summary>Real services, each limited by something else; the verdict comes from what was really sampled.</summary>
[Collection(StagedCollection.Name)]
public sealed class StagedSituationTests(ITestOutputHelper output)
{
    [PostgresFact]
    public async Task Client_OfTenSockets_IsTheLimit()
    {
        var situation = new Situation(output) { Users = 64, ConnectionLimit = 10 };

        var verdict = await situation.ObserveWithDatabaseAsync("unhurried");

        Assert.Equal(Cause.ClientLimited, verdict.Cause);
    }

    [PostgresFact]
    public async Task Pool_WhoseHoldersWaitForASecondConnection_IsTheLimit()
    {
        var verdict = await new Situation(output).ObserveWithDatabaseAsync("hold-and-wait", "Maximum Pool Size=4;Timeout=1");

        Assert.Equal(Cause.PoolLimited, verdict.Cause);
        Assert.Contains("hold and wait", verdict.Summary, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task ThreadPool_WhoseThreadsAreBlocked_IsTheLimit()
    {
        var verdict = await new Situation(output) { Users = 64, Arguments = ["--max-threads", "8"] }.ObserveAsync("block");

        Assert.Equal(Cause.ThreadPoolStarvation, verdict.Cause);
    }

    [PostgresFact]
    [Trait("Category", "Long")]
    public async Task Client_OfTenSocketsThatIsNotSeen_IsTheLimitAllTheSame()
    {
        var situation = new Situation(output) { Users = 64, ConnectionLimit = 10, SeesClient = false };

        var verdict = await situation.ObserveWithDatabaseAsync("unhurried");

        Assert.Equal(Cause.ClientLimited, verdict.Cause);
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task Service_ThatWaitsForASlowOne_WaitsOnARemoteService()
    {
        await using var slow = await SlowService.StartAsync();

        var verdict = await new Situation(output) { Arguments = ["--remote", slow.Address] }.ObserveAsync("remote");

        Assert.Equal(Cause.WaitingOnRemoteService, verdict.Cause);
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task Lock_ThatEveryRequestTakes_IsTheLimit()
    {
        var verdict = await new Situation(output).ObserveAsync("lock");

        Assert.Equal(Cause.LockLimited, verdict.Cause);
    }

    [PostgresFact]
    [Trait("Category", "Long")]
    public async Task Database_ThatComputesAllTheTime_IsTheLimit()
    {
        var verdict = await new Situation(output).ObserveWithDatabaseAsync("heavy");

        Assert.Equal(Cause.DatabaseLimited, verdict.Cause);
        Assert.Contains("processors, which are used up", verdict.Summary, StringComparison.Ordinal);
    }

    [PostgresFact]
    [Trait("Category", "Long")]
    public async Task Database_WhoseSessionsWaitForOneRow_IsTheLimit()
    {
        const string Hot = "CREATE TABLE hot (n int); INSERT INTO hot VALUES (0)";

        var verdict = await new Situation(output).ObserveWithDatabaseAsync("hot-row", prepare: Hot);

        Assert.Equal(Cause.DatabaseLimited, verdict.Cause);
        Assert.Contains("for rows", verdict.Summary, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task Processors_ThatComputeAllTheTime_AreTheLimit()
    {
        var verdict = await new Situation(output).ObserveAsync("compute");

        Assert.Equal(Cause.CpuLimited, verdict.Cause);
    }

    [PostgresFact]
    [Trait("Category", "Long")]
    public async Task Service_ThatIsAskedLittle_IsHealthy()
    {
        var situation = new Situation(output) { Users = 4, Pause = TimeSpan.FromMilliseconds(50) };

        var verdict = await situation.ObserveWithDatabaseAsync("quick");

        Assert.Equal(Cause.Healthy, verdict.Cause);
        Assert.Empty(verdict.AlsoSeen);
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task Service_ThatWaitsForWhatNoCounterShows_IsNotGuessedAt()
    {
        var verdict = await new Situation(output).ObserveAsync("asynchronous-lock");

        Assert.Equal(Cause.NotEnoughEvidence, verdict.Cause);
        Assert.Contains("no counter shows", verdict.Summary, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task Service_ThatNobodyAsks_GivesNotEnoughEvidence()
    {
        var verdict = await new Situation(output) { Users = 0 }.ObserveAsync("lock");

        Assert.Equal(Cause.NotEnoughEvidence, verdict.Cause);
    }
}
