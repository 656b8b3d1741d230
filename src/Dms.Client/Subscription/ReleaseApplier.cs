using System.Diagnostics;
using Dms.Client.Cache;
using Dms.Client.Gates;
using Dms.Client.Projections;
using Dms.Client.Scheduling;
using Dms.Client.Snapshots;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Following;

namespace Dms.Client.Subscription;

/// <summary>Puts releases that are here in full into use, one at a time: build, project, pass the gates, swap, report.</summary>
internal sealed class ReleaseApplier(
    ReleaseInbox inbox, SnapshotHolder holder, ProjectionSet projections, PreparationThread thread, GateKeeper gates,
    LastKnownGoodWriter lastKnownGood, ReleaseOutcomes outcomes, IOptions<DmsSnapshotsOptions> options, ILogger<ReleaseApplier> logger)
{
    private readonly ForwardRule _forward = new(options.Value.AcceptEpoch);

    /// <summary>Applies releases until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            ReleaseCandidate? candidate = null;
            try
            {
                candidate = await inbox.TakeAsync(cancellationToken).ConfigureAwait(false);
                await ApplyAsync(candidate, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                if (candidate is not null)
                    RejectUnexpected(candidate, exception);
            }
        }
    }

    private async Task ApplyAsync(ReleaseCandidate candidate, CancellationToken cancellationToken)
    {
        holder.TryGetCurrent(out var running);
        if (_forward.Check(running?.Position, candidate.Release.Position, candidate.Release) is { } backwards)
        {
            Reject(candidate, backwards);
            return;
        }

        if (running?.Position == candidate.Release.Position)
        {
            Recognize(candidate, running);
            return;
        }

        if (candidate.Invalid is { } invalid)
        {
            Reject(candidate, new Verdict(ReportCodes.PartInvalid, invalid));
            return;
        }

        using var activity = ClientTelemetry.Begin("apply", candidate.Release.Position.Generation);
        var snapshot = await PrepareAsync(candidate, running, cancellationToken).ConfigureAwait(false);
        if (snapshot is not null && await PassAsync(snapshot, running, cancellationToken).ConfigureAwait(false))
            Swap(snapshot, running);
        else
            activity?.SetStatus(ActivityStatusCode.Error);
    }

    private async Task<DmsSnapshot?> PrepareAsync(ReleaseCandidate candidate, DmsSnapshot? running, CancellationToken cancellationToken)
    {
        using var activity = ClientTelemetry.Begin("prepare", candidate.Release.Position.Generation);
        return await thread.RunAsync(() => Prepare(candidate, running, cancellationToken)).ConfigureAwait(false);
    }

    private async Task<bool> PassAsync(DmsSnapshot snapshot, DmsSnapshot? running, CancellationToken cancellationToken)
    {
        using var activity = ClientTelemetry.Begin("gates", snapshot.Release.Generation);
        return await gates.PassAsync(snapshot, running, inbox, cancellationToken).ConfigureAwait(false);
    }

    private void Swap(DmsSnapshot snapshot, DmsSnapshot? running)
    {
        using var activity = ClientTelemetry.Begin("swap", snapshot.Release.Generation);
        holder.Publish(snapshot);
        outcomes.Applied(snapshot, running);
        lastKnownGood.Keep(snapshot);
    }

    private void Recognize(ReleaseCandidate candidate, DmsSnapshot running)
    {
        if (candidate.Release.SnapshotId == running.Candidate.Release.SnapshotId)
            outcomes.AlreadyApplied(candidate.Release.Position, candidate.OfferedAt);
        else
            Reject(candidate, new Verdict(
                ReportCodes.GenerationWentBackwards,
                $"The sidecar's store has another snapshot under generation {running.Position}, which this client runs already."));
    }

    private DmsSnapshot? Prepare(ReleaseCandidate candidate, DmsSnapshot? running, CancellationToken cancellationToken)
    {
        try
        {
            var snapshot = new DmsSnapshot(candidate, running, projections);
            projections.Project(snapshot, running, thread.Pace, cancellationToken);
            return snapshot;
        }
        catch (PartInvalidException invalid)
        {
            Reject(candidate, new Verdict(ReportCodes.PartInvalid, invalid.Message));
        }
        catch (ProjectionFailedException failed)
        {
            Reject(candidate, new Verdict(ReportCodes.ProjectionFailed, failed.Message));
        }

        return null;
    }

    private void RejectUnexpected(ReleaseCandidate candidate, Exception exception)
    {
        Log.ApplyFailed(logger, candidate.Release.Position, exception);
        Reject(candidate, new Verdict(ReportCodes.PartInvalid, $"The release could not be applied: {exception.Message}"));
    }

    private void Reject(ReleaseCandidate candidate, Verdict verdict) =>
        outcomes.Rejected(candidate.Release.Position, verdict, candidate.OfferedAt);
}
