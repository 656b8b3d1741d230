using Grpc.Core;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Comparison;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Storage;
using ToOneofCase = SchemaClaims.V1.CompareRequest.ToOneofCase;
using WireComparison = SchemaClaims.V1.Comparison;

namespace SchemaClaimsSidecar.Administration;

/// <summary>What an administrator asks about the difference between releases.</summary>
internal sealed class ComparisonAdministration(ReleaseHub hub, ReleaseHistory history, StagingArea staging, UploadCompiler compiler)
{
    private const int DefaultLimit = 1000;

    /// <exception cref="RpcException">A release or a document is not there, or the documents are refused.</exception>
    public async Task<WireComparison> CompareAsync(CompareRequest request, CancellationToken cancellationToken)
    {
        var limit = request.Limit == 0 ? DefaultLimit : (int)Math.Min(request.Limit, WireComparisons.MostChanges);
        if (request.ToCase == ToOneofCase.ToUpload)
            return await CompareUploadAsync(request, limit, cancellationToken).ConfigureAwait(false);
        var from = await FindAsync(request.FromGeneration, cancellationToken).ConfigureAwait(false) ?? throw NothingYet();
        var to = await FindAsync(request.ToGeneration, cancellationToken).ConfigureAwait(false) ?? throw NothingYet();
        var comparison = SnapshotComparer.Compare(from.Snapshot, to.Snapshot, cancellationToken);
        return WireComparisons.Of(comparison, WireComparisons.SideOf(from), WireComparisons.SideOf(to), limit);
    }

    private async Task<WireComparison> CompareUploadAsync(CompareRequest request, int limit, CancellationToken cancellationToken)
    {
        using var inputs = new StagedInputs(staging, request.ToUpload.Schema, request.ToUpload.Claims);
        inputs.Keep();
        var from = await FindAsync(request.FromGeneration, cancellationToken).ConfigureAwait(false);
        var compiled = compiler.Compile(inputs, cancellationToken);
        if (compiled.IsRefused)
            throw new RpcException(new Status(StatusCode.InvalidArgument, WireProblems.Summary(compiled.Problems)));
        var composed = SnapshotComposer.Compose(compiled.Schema, compiled.Claims, from?.Snapshot);
        var comparison = SnapshotComparer.Compare(from?.Snapshot, composed.Snapshot, cancellationToken);
        return WireComparisons.Of(
            comparison, from is null ? null : WireComparisons.SideOf(from), WireComparisons.SideOf(composed.Snapshot, null), limit);
    }

    // Null only for the current release, while there is none.
    private async Task<StoredRelease?> FindAsync(ulong generation, CancellationToken cancellationToken)
    {
        var current = hub.Current;
        if (generation == 0 && current is null && hub.Newest is not null)
        {
            throw new RpcException(new Status(
                StatusCode.FailedPrecondition, "There is no current release that could be read: name one of `history`, or see `status`."));
        }

        if (generation == 0 || generation == (ulong?)current?.Release.Position.Generation)
            return current;
        var release = await history.FindAsync(generation, cancellationToken).ConfigureAwait(false) ?? throw new RpcException(new Status(
            StatusCode.NotFound, await history.NotThereAsync(generation, cancellationToken).ConfigureAwait(false)));
        return new StoredRelease(release, await history.ReadAsync(release, "be compared", cancellationToken).ConfigureAwait(false));
    }

    private static RpcException NothingYet() => new(new Status(
        StatusCode.FailedPrecondition, "There is no release yet to compare. Publish one with `upload`."));
}
