using SchemaClaims.Contracts;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Comparison;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Rollout;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Telemetry;

namespace SchemaClaimsSidecar.Administration;

/// <summary>Compiles what was uploaded and takes it to the door that everything is published through.</summary>
internal sealed class Publication(
    StagingArea staging, UploadCompiler compiler, ReleasePublisher publisher, ClaimsAdministration claimsAdministration, RolloutReach reach,
    PublicationMetrics metrics, TimeProvider time)
{
    /// <summary>Returns the last event: refused, or published.</summary>
    /// <exception cref="Grpc.Core.RpcException">A document is not staged, or nothing was given.</exception>
    /// <exception cref="RolloutException">It may not be published while something is rolled out, or not to a part of the fleet.</exception>
    public async Task<PublishEvent> RunAsync(
        PublishRequest request, string by, Func<PublishEvent, Task> progress, CancellationToken cancellationToken)
    {
        using var activity = SidecarTelemetry.Activities.StartActivity("upload");
        activity?.SetTag("dry_run", request.DryRun);
        if (request.Claims is not null)
            claimsAdministration.RequireUpload();
        var rollout = WireRollouts.Read(request.Rollout);
        using var inputs = new StagedInputs(staging, request.Schema, request.Claims);
        await progress(StageOf("compile")).ConfigureAwait(false);
        var compiled = Compile(inputs, cancellationToken);
        if (compiled.IsRefused)
        {
            metrics.Refused("problems");
            activity.Fail("The documents have problems.");
            return new PublishEvent { Refused = new Refused { Problems = { compiled.Problems.Select(WireProblems.Of) } } };
        }

        await progress(StageOf(request.DryRun ? "compare" : "publish")).ConfigureAwait(false);
        var proposal = new Proposal(
            compiled.Schema, compiled.Claims, inputs.Documents, request.Schema is null ? ReleaseKinds.Claims : ReleaseKinds.Upload, by,
            request.Reason, rollout, request.RefuseBreaking);
        try
        {
            var outcome = request.DryRun
                ? publisher.Compare(proposal)
                : await publisher.PublishAsync(proposal, cancellationToken).ConfigureAwait(false);
            return new PublishEvent { Published = Answer(request, compiled, outcome, rollout, inputs.Began, cancellationToken) };
        }
        catch (BreakingChangeException breaking)
        {
            metrics.Refused("breaking");
            activity.Fail("It would break clients.");
            inputs.Keep();
            var comparison = WireComparisons.Of(breaking.Comparison, breaking.Composed, breaking.Current);
            return new PublishEvent { Refused = new Refused { Breaking = comparison } };
        }
        catch (Exception failure) when (failure is StoreUnavailableException or ReleaseConflictException)
        {
            inputs.Keep();
            throw;
        }
    }

    private CompiledUpload Compile(StagedInputs inputs, CancellationToken cancellationToken)
    {
        using var stage = metrics.Begin(PublicationStage.Compile);
        return compiler.Compile(inputs, cancellationToken);
    }

    private Published Answer(
        PublishRequest request, CompiledUpload compiled, PublishOutcome outcome, RolloutRecord? rollout, DateTimeOffset began,
        CancellationToken cancellationToken)
    {
        var published = WirePublished.Of(outcome, compiled.Problems, began, time.GetUtcNow());
        if (rollout is not null && !published.Unchanged)
            published.Rollout = request.DryRun ? reach.Of(rollout) : reach.Current();
        if (request.DryRun)
        {
            var composed = outcome.Composed;
            var comparison = SnapshotComparer.Compare(composed.Current, composed.Snapshot, cancellationToken);
            published.Comparison = WireComparisons.Of(comparison, composed, outcome.Latest);
        }

        return published;
    }

    private static PublishEvent StageOf(string name) => new() { Stage = new Stage { Name = name } };
}
