using Load.Diagnosis;
using Load.Sampling;
using Load.Tests.Support;
using static Load.Tests.Support.Crafted;

namespace Load.Tests.Diagnosis;

public sealed class DiagnoserTests
{
    [Fact]
    public void Samples_ThatAreTooFew_GiveNotEnoughEvidence()
    {
        var verdict = Diagnoser.Diagnose(Samples(sample => sample with { Machine = Busy(4, sample.Seconds) }, count: 4));

        Assert.Equal(Cause.NotEnoughEvidence, verdict.Cause);
        Assert.Contains("4 samples", verdict.Summary, StringComparison.Ordinal);
        Assert.Empty(verdict.AlsoSeen);
    }

    [Fact]
    public void Samples_OfNothing_GiveNotEnoughEvidence() => Assert.Equal(Cause.NotEnoughEvidence, Diagnoser.Diagnose([]).Cause);

    [Fact]
    public void WebServer_ThatIsNotSeen_GivesNotEnoughEvidence()
    {
        var verdict = Diagnoser.Diagnose(Samples(sample => sample with { Kestrel = null }), "The process does not answer.");

        Assert.Equal(Cause.NotEnoughEvidence, verdict.Cause);
        Assert.Equal("The process does not answer.", verdict.NotSeen[0]);
        Assert.Contains(verdict.NotSeen, what => what.StartsWith("The web server", StringComparison.Ordinal));
    }

    [Fact]
    public void Runtime_ThatIsNotSeen_GivesNotEnoughEvidence() =>
        Expect(Cause.NotEnoughEvidence, sample => sample with { Process = null });

    [Fact]
    public void Machine_ThatIsNotSeen_GivesNotEnoughEvidence() =>
        Expect(Cause.NotEnoughEvidence, sample => sample with { Machine = null });

    [Fact]
    public void Service_ThatAnswersNothingWhileItHasRequests_IsNotCalledIdle()
    {
        var verdict = Diagnose(sample => sample with
        {
            Kestrel = new KestrelSample { ActiveRequests = 10, Requests = 0, RequestSecondsSum = 0 },
            Pool = Pool(used: 8, pending: 2, executing: 0, sample.Seconds),
        });

        Assert.DoesNotContain("next to nothing", verdict.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Requests_OfWhichNoCounterSaysWhereTheyAre_GiveNotEnoughEvidence() => Expect(Cause.NotEnoughEvidence, sample => sample);

    [Fact]
    public void Requests_ThatAreFew_AreHealthy() => Expect(Cause.Healthy, sample => sample with { Kestrel = Serving(0.5, sample.Seconds) });

    [Fact]
    public void Requests_ThatAreManyAndShort_AreHealthyToo() =>
        Expect(Cause.Healthy, sample => sample with { Kestrel = Serving(0.01, sample.Seconds) });

    [Fact]
    public void Service_ThatIsAskedNothing_GivesNotEnoughEvidence()
    {
        var verdict = Diagnose(sample => sample with
        {
            Kestrel = new KestrelSample { ActiveRequests = 0, Requests = 0, RequestSecondsSum = 0 },
        });

        Assert.Equal(Cause.NotEnoughEvidence, verdict.Cause);
        Assert.Contains("next to nothing", verdict.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Processors_UsedUpByTheService_AreTheLimit() => Expect(Cause.CpuLimited, sample => sample with
    {
        Machine = Busy(3.9, sample.Seconds),
        Process = sample.Process! with { CpuSeconds = 3.7 * sample.Seconds },
    });

    [Fact]
    public void Processors_UsedUpByOthers_AreTheLimitAndAllAreNamed()
    {
        var verdict = Diagnose(sample => sample with
        {
            Machine = Busy(4, sample.Seconds, runQueue: 20),
            Process = sample.Process! with { CpuSeconds = 0.2 * sample.Seconds },
        });

        Assert.Equal(Cause.CpuLimited, verdict.Cause);
        Assert.Contains("0.2 for the service", verdict.Summary, StringComparison.Ordinal);
        Assert.Contains("3.8 for others", verdict.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Processors_UsedUpByOthersWhileTheRequestsDoNotWantThem_AreNotTheLimit() =>
        Expect(Cause.NotEnoughEvidence, sample => sample with
        {
            Machine = Busy(4, sample.Seconds, runQueue: 4),
            Process = sample.Process! with { CpuSeconds = 0.2 * sample.Seconds },
        });

    [Fact]
    public void Processors_ThatTheHostGaveToOthers_CountAsUsedUp() => Expect(Cause.CpuLimited, sample => sample with
    {
        Machine = Busy(2, sample.Seconds) with { StealSeconds = 2 * sample.Seconds },
        Process = sample.Process! with { CpuSeconds = 1.9 * sample.Seconds },
    });

    [Fact]
    public void Locks_ThatThreadsWaitFor_AreTheLimit() => Expect(Cause.LockLimited, sample => sample with
    {
        Process = sample.Process! with { LockWaitSeconds = 6 * sample.Seconds },
    });

    [Fact]
    public void Locks_ThatMostThreadsWaitFor_ExplainTheQueueForThreads() => Expect(Cause.LockLimited, sample => sample with
    {
        Client = Asking(64, sample.Seconds),
        Process = sample.Process! with
        {
            LockWaitSeconds = 7 * sample.Seconds,
            ThreadPoolQueueLength = 20,
            CpuSeconds = 0.1 * sample.Seconds,
        },
    });

    [Fact]
    public void Threads_ThatAreBlocked_AreTheLimit() => Expect(Cause.ThreadPoolStarvation, sample => sample with
    {
        Client = Asking(64, sample.Seconds),
        Process = sample.Process! with { ThreadPoolQueueLength = 20, CpuSeconds = 0.1 * sample.Seconds },
    });

    [Fact]
    public void Pool_WhoseHoldersDoNothing_IsTheLimitByHoldAndWait()
    {
        var verdict = Diagnose(sample => sample with
        {
            Kestrel = Serving(64, sample.Seconds),
            Pool = Pool(used: 8, pending: 56, executing: 0.5, sample.Seconds),
            Postgres = Database(active: 1, sample.Seconds) with { IdleInTransaction = 7 },
        });

        Assert.Equal(Cause.PoolLimited, verdict.Cause);
        Assert.Contains("hold and wait", verdict.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Pool_ThatWasExhaustedBeforeItWasWatched_IsTheLimitAllTheSame() => Expect(Cause.PoolLimited, sample => sample with
    {
        Kestrel = Serving(64, sample.Seconds),
        Pool = Pool(used: 8, pending: 0, executing: 0.5, sample.Seconds),
    });

    [Fact]
    public void Pool_WhoseConnectionsAllWorkWhileTheDatabaseHasRoom_IsTooSmall()
    {
        var verdict = Diagnose(sample => sample with
        {
            Kestrel = Serving(64, sample.Seconds),
            Pool = Pool(used: 8, pending: 56, executing: 8, sample.Seconds),
            Postgres = Database(active: 8, sample.Seconds, cores: 0.5),
        });

        Assert.Equal(Cause.PoolLimited, verdict.Cause);
        Assert.Contains("too few", verdict.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Database_WhoseSessionsWaitForRows_IsTheLimitBeforeThePool()
    {
        var verdict = Diagnose(sample => sample with
        {
            Kestrel = Serving(64, sample.Seconds),
            Pool = Pool(used: 8, pending: 56, executing: 8, sample.Seconds),
            Postgres = Database(active: 8, sample.Seconds, locks: 7),
        });

        Assert.Equal(Cause.DatabaseLimited, verdict.Cause);
        Assert.Equal([Cause.PoolLimited], verdict.AlsoSeen);
    }

    [Fact]
    public void Database_ThatUsesUpTheProcessors_IsTheLimit() => Expect(Cause.DatabaseLimited, sample => sample with
    {
        Machine = Busy(3.9, sample.Seconds),
        Process = sample.Process! with { CpuSeconds = 0.3 * sample.Seconds },
        Postgres = Database(active: 8, sample.Seconds, cores: 3.5, onCpu: 8),
    });

    [Fact]
    public void Database_OnAnotherMachineThatComputes_IsTheLimit() => Expect(Cause.DatabaseLimited, sample => sample with
    {
        Postgres = Database(active: 8, sample.Seconds, cores: null, onCpu: 8),
    });

    [Fact]
    public void Database_WhoseSessionsWaitForTheService_IsNotTheLimit() => Expect(Cause.NotEnoughEvidence, sample => sample with
    {
        Postgres = Database(active: 8, sample.Seconds, cores: null, client: 8),
    });

    [Fact]
    public void Database_ThatIsNotSeenButWaitedFor_IsTheLimit() => Expect(Cause.DatabaseLimited, sample => sample with
    {
        Pool = Pool(used: 7, pending: 0, executing: 7, sample.Seconds),
    });

    [Fact]
    public void RemoteService_ThatIsWaitedFor_IsTheLimit() => Expect(Cause.WaitingOnRemoteService, sample => sample with
    {
        OutboundHttp = new OutboundHttpSample
        {
            ActiveRequests = 9,
            Requests = (long)(40 * sample.Seconds),
            RequestSecondsSum = 9 * sample.Seconds,
        },
    });

    [Fact]
    public void Client_WhoseRequestsWaitForItsConnections_IsTheLimit() =>
        Expect(Cause.ClientLimited, sample => sample with { Client = Asking(64, sample.Seconds, waiting: 54) });

    [Fact]
    public void Client_ThatUsesUpTheProcessors_IsTheLimit() => Expect(Cause.ClientLimited, sample => sample with
    {
        Kestrel = Serving(1, sample.Seconds),
        Machine = Busy(3.9, sample.Seconds),
        Process = sample.Process! with { CpuSeconds = 0.5 * sample.Seconds },
        Client = Asking(64, sample.Seconds) with { CpuSeconds = 3.3 * sample.Seconds },
    });

    [Fact]
    public void Client_ThatIsNotSeenButWhoseConnectionsAreAllBusy_IsTheLimit() => Expect(Cause.ClientLimited, sample => sample with
    {
        Kestrel = Serving(10, sample.Seconds) with { ActiveConnections = 10 },
        Postgres = Database(active: 9, sample.Seconds),
    });

    [Theory]
    [InlineData(0, Cause.ClientLimited)]
    [InlineData(9, Cause.Healthy)]
    public void Client_ThatIsNotSeenOnAMachineThatOthersUseUp_IsTheLimitUnlessTheDatabaseWantsProcessors(int onCpu, Cause cause) =>
        Expect(cause, sample => sample with
        {
            Kestrel = Serving(10, sample.Seconds) with { ActiveConnections = 10 },
            Machine = Busy(4, sample.Seconds),
            Postgres = Database(active: 9, sample.Seconds, onCpu: onCpu),
            Process = sample.Process! with { CpuSeconds = 0.2 * sample.Seconds },
        });

    [Fact]
    public void Threads_ThatComputeWhileWorkWaitsForThem_AreNotCalledBlocked() =>
        Assert.DoesNotContain(Cause.ThreadPoolStarvation, Named(sample => sample with
        {
            Client = Asking(64, sample.Seconds),
            Machine = Busy(3, sample.Seconds),
            Process = sample.Process! with { ThreadPoolQueueLength = 20, CpuSeconds = 3 * sample.Seconds },
        }));

    [Fact]
    public void Requests_BetweenTheTwo_AreNotHeldAgainstAClientThatHasRoom() =>
        Assert.DoesNotContain(Cause.ClientLimited, Named(sample => sample with { Client = Asking(64, sample.Seconds) }));

    [Fact]
    public void Database_ThatIsNotSeenBehindAFullPool_IsNotBlamedForIt() =>
        Assert.Equal([Cause.PoolLimited], Named(sample => sample with
        {
            Kestrel = Serving(20, sample.Seconds),
            Pool = Pool(used: 8, pending: 12, executing: 8, sample.Seconds),
        }));

    // Two requests of ten.
    [Fact]
    public void Causes_ThatExplainFewOfTheRequests_AreNotNamed()
    {
        (Cause Cause, Func<Sample, Sample> Change)[] few =
        [
            (Cause.WaitingOnRemoteService, sample => sample with { OutboundHttp = new OutboundHttpSample { ActiveRequests = 2 } }),
            (Cause.LockLimited, sample => sample with { Process = sample.Process! with { LockWaitSeconds = 2 * sample.Seconds } }),
            (Cause.PoolLimited, sample => sample with { Pool = Pool(used: 7, pending: 2, executing: 0, sample.Seconds) }),
            (Cause.DatabaseLimited, sample => sample with { Pool = Pool(used: 7, pending: 0, executing: 2, sample.Seconds) }),
            (Cause.DatabaseLimited, sample => sample with { Postgres = Database(active: 2, sample.Seconds, locks: 2) }),
            (Cause.ClientLimited, sample => sample with { Client = Asking(12, sample.Seconds, waiting: 2) }),
        ];

        Assert.All(few, one => Assert.DoesNotContain(one.Cause, Named(one.Change)));
    }

    [Fact]
    public void Counters_ThatBeginAnew_DoNotRunBackwards()
    {
        var samples = Samples(sample => sample with
        {
            Kestrel = Serving(0.5, sample.Seconds < 5 ? sample.Seconds + 100 : sample.Seconds - 5),
        });

        var answers = Diagnoser.Diagnose(samples).Evidence.Single(one => one.Name == "service: answers");

        Assert.Equal(100, answers.Value, precision: 6);
    }

    [Fact]
    public void Places_OfEveryRequest_AddUpToAllInFlight()
    {
        var verdict = Diagnose(sample => sample with
        {
            Client = Asking(64, sample.Seconds, waiting: 20),
            Kestrel = Serving(30, sample.Seconds),
            Pool = Pool(used: 7, pending: 5, executing: 6, sample.Seconds),
            OutboundHttp = new OutboundHttpSample { ActiveRequests = 3 },
        });

        Assert.Equal(64, verdict.Places.Sum(place => place.Requests), precision: 6);
        Assert.Equal(1, verdict.Places.Sum(place => place.Share), precision: 6);
    }

    private static Verdict Diagnose(Func<Sample, Sample> change) => Diagnoser.Diagnose(Samples(change));

    private static Cause[] Named(Func<Sample, Sample> change) =>
        Diagnose(change) is var verdict ? [verdict.Cause, .. verdict.AlsoSeen] : [];

    private static void Expect(Cause cause, Func<Sample, Sample> change) => Assert.Equal(cause, Diagnose(change).Cause);
}
