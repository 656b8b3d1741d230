using Google.Protobuf.WellKnownTypes;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Schema;
using SchemaClaimsSidecar.Snapshots;
using Problem = SchemaClaimsSidecar.Documents.Problem;

namespace SchemaClaimsSidecar.Administration;

/// <summary>Compiles what was uploaded and takes it to the door that everything is published through.</summary>
internal sealed class Publication(StagingArea staging, ReleasePublisher publisher, ClaimsAdministration claimsAdministration, TimeProvider time)
{
    private KnownProjects _known = KnownProjects.None;

    /// <summary>Returns the last event: refused, or published.</summary>
    /// <exception cref="Grpc.Core.RpcException">A document is not staged, or nothing was given.</exception>
    public async Task<PublishEvent> RunAsync(
        PublishRequest request, string by, Func<PublishEvent, Task> progress, CancellationToken cancellationToken)
    {
        if (request.Claims is not null)
            claimsAdministration.RequireUpload();
        var inputs = new StagedInputs(staging, request);
        await progress(StageOf("compile")).ConfigureAwait(false);
        var schema = inputs.Schema is { } schemaInput ? Compile(schemaInput, cancellationToken) : null;
        var claims = inputs.Claims is { } claimsInput ? ClaimsCompiler.Compile(claimsInput, cancellationToken) : null;
        Problem[] problems = [.. schema?.Problems ?? [], .. claims?.Problems ?? []];
        if (schema is { Schema: null } || claims is { Claims: null })
        {
            inputs.Release();
            return new PublishEvent { Refused = new Refused { Problems = { problems.Select(WireProblems.Of) } } };
        }

        await progress(StageOf(request.DryRun ? "compare" : "publish")).ConfigureAwait(false);
        var proposal = new Proposal(
            schema?.Schema is { } newSchema ? SchemaContent.Of(newSchema) : null,
            claims?.Claims is { } newClaims ? ClaimsContent.Of(newClaims) : null,
            inputs.Documents, schema is null ? "claims" : "upload", by, request.Reason);
        var outcome = request.DryRun
            ? publisher.Compare(proposal)
            : await publisher.PublishAsync(proposal, cancellationToken).ConfigureAwait(false);
        if (!request.DryRun)
            inputs.Release();
        return new PublishEvent { Published = PublishedOf(outcome, problems, inputs.Began, time.GetUtcNow()) };
    }

    // Uploads may come at the same time: the last one to be compiled is remembered.
    private SchemaResult Compile(SchemaInput input, CancellationToken cancellationToken)
    {
        var result = SchemaCompiler.Compile(input, Volatile.Read(ref _known), cancellationToken);
        if (result.Schema is not null)
            Volatile.Write(ref _known, result.Known);
        return result;
    }

    private static Published PublishedOf(PublishOutcome outcome, IEnumerable<Problem> warnings, DateTimeOffset receivedAt, DateTimeOffset doneAt)
    {
        var (snapshot, difference, unchanged) = outcome.Composed;
        return new Published
        {
            Position = outcome.Latest?.ToWire(),
            SnapshotId = snapshot.Id.ToString(),
            EffectiveSchemaHash = snapshot.Manifest.EffectiveSchemaHash,
            Unchanged = unchanged,
            AddedParts = { difference.Added },
            ChangedParts = { difference.Changed },
            RemovedParts = { difference.Removed },
            TotalParts = (uint)snapshot.Parts.Count,
            ReceivedAt = Timestamp.FromDateTimeOffset(receivedAt),
            DoneAt = Timestamp.FromDateTimeOffset(doneAt),
            Warnings = { warnings.Select(WireProblems.Of) },
        };
    }

    private static PublishEvent StageOf(string name) => new() { Stage = new Stage { Name = name } };
}
