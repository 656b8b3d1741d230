using SchemaClaims.V1;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Rollout;
using SchemaClaimsSidecar.Schema;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Storage;
using Problem = SchemaClaimsSidecar.Documents.Problem;

namespace SchemaClaimsSidecar.Administration;

/// <summary>Compiles what was uploaded and takes it to the door that everything is published through.</summary>
internal sealed class Publication(
    StagingArea staging, ReleasePublisher publisher, ClaimsAdministration claimsAdministration, RolloutReach reach, TimeProvider time)
{
    private KnownProjects _known = KnownProjects.None;

    /// <summary>Returns the last event: refused, or published.</summary>
    /// <exception cref="Grpc.Core.RpcException">A document is not staged, or nothing was given.</exception>
    /// <exception cref="RolloutException">It may not be published while something is rolled out, or not to a part of the fleet.</exception>
    public async Task<PublishEvent> RunAsync(
        PublishRequest request, string by, Func<PublishEvent, Task> progress, CancellationToken cancellationToken)
    {
        if (request.Claims is not null)
            claimsAdministration.RequireUpload();
        var rollout = WireRollouts.Read(request.Rollout);
        using var inputs = new StagedInputs(staging, request);
        await progress(StageOf("compile")).ConfigureAwait(false);
        var schema = inputs.Schema is { } schemaInput ? Compile(schemaInput, cancellationToken) : null;
        var claims = inputs.Claims is { } claimsInput ? ClaimsCompiler.Compile(claimsInput, cancellationToken) : null;
        Problem[] problems = [.. schema?.Problems ?? [], .. claims?.Problems ?? []];
        if (schema is { Schema: null } || claims is { Claims: null })
            return new PublishEvent { Refused = new Refused { Problems = { problems.Select(WireProblems.Of) } } };

        await progress(StageOf(request.DryRun ? "compare" : "publish")).ConfigureAwait(false);
        var proposal = new Proposal(
            schema?.Schema is { } newSchema ? SchemaContent.Of(newSchema) : null,
            claims?.Claims is { } newClaims ? ClaimsContent.Of(newClaims) : null,
            inputs.Documents, schema is null ? ReleaseKinds.Claims : ReleaseKinds.Upload, by, request.Reason, rollout);
        var outcome = request.DryRun
            ? publisher.Compare(proposal)
            : await PublishAsync(proposal, inputs, cancellationToken).ConfigureAwait(false);
        var published = WirePublished.Of(outcome, problems, inputs.Began, time.GetUtcNow());
        if (rollout is not null && !published.Unchanged)
            published.Rollout = request.DryRun ? reach.Of(rollout) : reach.Current();
        return new PublishEvent { Published = published };
    }

    private async Task<PublishOutcome> PublishAsync(Proposal proposal, StagedInputs inputs, CancellationToken cancellationToken)
    {
        try
        {
            return await publisher.PublishAsync(proposal, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or ReleaseConflictException)
        {
            inputs.Keep();
            throw;
        }
    }

    // Uploads may come at the same time: the last one to be compiled is remembered.
    private SchemaResult Compile(SchemaInput input, CancellationToken cancellationToken)
    {
        var result = SchemaCompiler.Compile(input, Volatile.Read(ref _known), cancellationToken);
        if (result.Schema is not null)
            Volatile.Write(ref _known, result.Known);
        return result;
    }

    private static PublishEvent StageOf(string name) => new() { Stage = new Stage { Name = name } };
}
