using Dms.Client.Claims;
using Dms.Client.Snapshots;
using Microsoft.Extensions.Logging;
using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Following;
using Outcome = SchemaClaims.V1.ReportRequest.Types.Outcome;

namespace Dms.Client.Subscription;

/// <summary>Makes known what became of a release: to the sidecar, in the status, in the metrics and in the log.</summary>
internal sealed class ReleaseOutcomes(
    Reporter reporter, SubscriptionMonitor monitor, ClaimsAgeWatch claimsAge, ClientMetrics metrics, TimeProvider time,
    ILogger<ReleaseOutcomes> logger)
{
    private Rejection? _lastRejected;

    /// <summary>The release that this process rejected last: the sidecar does not offer it to it again.</summary>
    public Position? LastRejected => Volatile.Read(ref _lastRejected)?.Position;

    public void Applied(DmsSnapshot snapshot, DmsSnapshot? previous)
    {
        var elapsed = time.GetElapsedTime(snapshot.Candidate.OfferedAt);
        var changed = snapshot.Parts.Count(part => !ReferenceEquals(part, previous?.FindPart(part.Name)));
        monitor.Claims.Use(snapshot);
        claimsAge.Look();
        monitor.Resolved();
        metrics.Applied(elapsed);
        Log.Applied(logger, snapshot, elapsed, changed, snapshot.Parts.Length);
        reporter.Report(new ReleaseReport(snapshot.Position, Outcome.Applied, null, elapsed));
    }

    /// <summary>The sidecar committed what runs already.</summary>
    public void AlreadyApplied(Position position, long offeredAt)
    {
        monitor.ResolvedUnlessHeld();
        reporter.Report(new ReleaseReport(position, Outcome.Applied, null, time.GetElapsedTime(offeredAt)));
    }

    public void Rejected(Position position, Verdict verdict, long offeredAt)
    {
        Volatile.Write(ref _lastRejected, new Rejection(position));
        monitor.Report(position, verdict, isHeld: false);
        metrics.Rejected(verdict.Code);
        Log.Rejected(logger, position, verdict.Code, verdict.Reason);
        reporter.Report(new ReleaseReport(position, Outcome.Rejected, verdict, time.GetElapsedTime(offeredAt)));
    }

    public void Held(Position position, string reason, long offeredAt, int attempt, TimeSpan delay)
    {
        var verdict = new Verdict(ReportCodes.GateClosed, reason);
        metrics.Held();
        Log.Held(logger, position, attempt, reason, delay);
        if (monitor.Report(position, verdict, isHeld: true))
            reporter.Report(new ReleaseReport(position, Outcome.Held, verdict, time.GetElapsedTime(offeredAt)));
    }

    /// <summary>The last known good is in use.</summary>
    public void Loaded(DmsSnapshot snapshot) =>
        reporter.Report(new ReleaseReport(snapshot.Position, Outcome.Applied, null, time.GetElapsedTime(snapshot.Candidate.OfferedAt)));

    /// <summary>The sidecar said which release is its latest: raises the alarm when that is not ahead of what runs.</summary>
    public void Confirmed(Position? running, Position? latest, Release? release, ForwardRule forward)
    {
        claimsAge.Look();
        if (running is not { } runs)
            return;
        var alarm = latest is { } position ? forward.Check(runs, position, release) : new Verdict(
            ReportCodes.GenerationWentBackwards, $"The sidecar's store has no release, and this client runs generation {runs}.");
        if (alarm is not null && monitor.Report(latest, alarm, isHeld: false))
            Log.Alarm(logger, alarm.Code, alarm.Reason);
        else if (latest == runs)
            monitor.ResolvedUnlessHeld();
    }

    private sealed record Rejection(Position Position);
}
