using Grpc.Core;
using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Signing;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Access;
using SchemaClaimsSidecar.Audit;
using SchemaClaimsSidecar.Fleet;
using SchemaClaimsSidecar.Signing;
using SchemaClaimsSidecar.Storage;
using WireComparison = SchemaClaims.V1.Comparison;

namespace SchemaClaimsSidecar.Administration;

/// <summary>The gRPC face of administration.</summary>
internal sealed class AdminService(
    StagingArea staging, StoredInputs storedInputs, Publication publication, RolloutAdministration rollouts, ClaimsAdministration claims,
    ComparisonAdministration comparisons, ReleaseExport export, IReleaseStore store, StatusReader status, AuditReader audit, TimeProvider time,
    IHostApplicationLifetime lifetime, EpochAcceptance? epochs = null)
    : Admin.AdminBase
{
    private const int DefaultListLimit = 100;

    private static readonly TimeSpan StatusInterval = TimeSpan.FromMilliseconds(100);

    public override async Task<UploadPieceResponse> UploadPiece(UploadPieceRequest request, ServerCallContext context)
    {
        if (request.Digest.Length != Digest.Size)
            throw Failure(StatusCode.InvalidArgument, $"digest must have {Digest.Size} bytes.");
        var digest = Digest.FromBytes(request.Digest.Span);
        try
        {
            if (request.Data.IsEmpty)
                await storedInputs.StageAsync(digest, request.TotalLength, context.CancellationToken).ConfigureAwait(false);
            var received = staging.Take(digest, request.TotalLength, request.Offset, request.Data.Span);
            return new UploadPieceResponse { Received = (ulong)received };
        }
        catch (StagingException refused)
        {
            throw Failure(StatusOf(refused.Failure), refused.Message);
        }
    }

    public override Task Publish(PublishRequest request, IServerStreamWriter<PublishEvent> responseStream, ServerCallContext context) =>
        AdministrativeFailures.ExplainAsync(async () =>
        {
            var by = Caller.Of(context.GetHttpContext()).Name;
            var last = await publication.RunAsync(request, by, responseStream.WriteAsync, context.CancellationToken).ConfigureAwait(false);
            await responseStream.WriteAsync(last).ConfigureAwait(false);
            return last.Refused is { } refused ? throw Failure(StatusOf(refused), Summary(refused)) : last;
        });

    public override Task<WireComparison> Compare(CompareRequest request, ServerCallContext context) =>
        AdministrativeFailures.ExplainAsync(() => comparisons.CompareAsync(request, context.CancellationToken));

    public override Task<Published> Rollback(RollbackRequest request, ServerCallContext context) =>
        AdministrativeFailures.ExplainAsync(() => rollouts.RollbackAsync(request, Caller.Of(context.GetHttpContext()).Name, context.CancellationToken));

    public override Task<Published> Promote(PromoteRequest request, ServerCallContext context) =>
        AdministrativeFailures.ExplainAsync(() => rollouts.PromoteAsync(request, Caller.Of(context.GetHttpContext()).Name, context.CancellationToken));

    public override Task<Published> Abort(AbortRequest request, ServerCallContext context) =>
        AdministrativeFailures.ExplainAsync(() => rollouts.AbortAsync(request, Caller.Of(context.GetHttpContext()).Name, context.CancellationToken));

    public override Task<AcceptEpochResponse> AcceptEpoch(AcceptEpochRequest request, ServerCallContext context) => AdministrativeFailures.ExplainAsync(async () =>
    {
        if (epochs is null)
        {
            throw Failure(
                StatusCode.FailedPrecondition, "The store belongs to this sidecar alone (Store:Kind is File): there is nothing to accept.");
        }

        var by = Caller.Of(context.GetHttpContext()).Name;
        var accepted = new EpochRequest(request.Epoch.Length == 0 ? null : request.Epoch, request.KeepServed, by, request.Reason);
        var release = await epochs.AcceptAsync(accepted, context.CancellationToken).ConfigureAwait(false);
        return new AcceptEpochResponse { Release = WireReleases.Of(release) };
    });

    public override Task<RefreshClaimsResponse> RefreshClaims(RefreshClaimsRequest request, ServerCallContext context) =>
        claims.RefreshAsync(request, Caller.Of(context.GetHttpContext()).Name, context.CancellationToken);

    public override Task<ViewClaimsResponse> ViewClaims(ViewClaimsRequest request, ServerCallContext context) =>
        Task.FromResult(claims.View(request));

    public override async Task WatchStatus(
        WatchStatusRequest request, IServerStreamWriter<SidecarStatus> responseStream, ServerCallContext context)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            while (true)
            {
                var change = status.NextChangeAsync(ending.Token);
                await responseStream.WriteAsync(status.Read()).ConfigureAwait(false);
                await change.WaitAsync(ending.Token).ConfigureAwait(false);
                await Task.Delay(StatusInterval, time, ending.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw Failure(StatusCode.Unavailable, "The sidecar stops.");
        }
    }

    public override Task<ListReleasesResponse> ListReleases(ListReleasesRequest request, ServerCallContext context) =>
        AdministrativeFailures.ExplainAsync(() => rollouts.ListAsync(
            request.Limit is 0 or > int.MaxValue ? DefaultListLimit : (int)request.Limit, context.CancellationToken));

    public override Task<ReadReleaseResponse> ReadRelease(ReadReleaseRequest request, ServerCallContext context) =>
        AdministrativeFailures.ExplainAsync(() => rollouts.ReadReleaseAsync(request, context.CancellationToken));

    public override Task<ReadManifestResponse> ReadManifest(ReadManifestRequest request, ServerCallContext context) =>
        AdministrativeFailures.ExplainAsync(() => export.ReadManifestAsync(request.Generation, context.CancellationToken));

    public override Task ExportRelease(
        ExportReleaseRequest request, IServerStreamWriter<ExportReleaseEvent> responseStream, ServerCallContext context) =>
        AdministrativeFailures.ExplainAsync(async () =>
        {
            await export.ExportAsync(request.Generation, responseStream.WriteAsync, context.CancellationToken).ConfigureAwait(false);
            return true;
        });

    public override Task<ListSubscribersResponse> ListSubscribers(ListSubscribersRequest request, ServerCallContext context) =>
        Task.FromResult(new ListSubscribersResponse { Subscribers = { status.Read().Subscribers } });

    public override Task<VerifyResponse> Verify(VerifyRequest request, ServerCallContext context) => AdministrativeFailures.ExplainAsync(async () =>
    {
        var signatures = await VerifySignaturesAsync(request, context.CancellationToken).ConfigureAwait(false);
        var found = await store.VerifyAsync(context.CancellationToken).ConfigureAwait(false);
        return new VerifyResponse
        {
            Releases = (ulong)found.Releases,
            Blobs = (ulong)found.Blobs,
            Bytes = (ulong)found.Bytes,
            Damages = { found.Damages },
            Signatures = signatures,
        };
    });

    public override Task<ReadAuditResponse> ReadAudit(ReadAuditRequest request, ServerCallContext context) =>
        audit.ReadAsync(request, context.CancellationToken);

    private async Task<VerifyResponse.Types.Signatures?> VerifySignaturesAsync(VerifyRequest request, CancellationToken cancellationToken)
    {
        if (request.TrustedKeys.Count == 0)
            return null;
        try
        {
            var keys = TrustedKeys.Parse(request.TrustedKeys);
            var releases = await store.ListAsync(int.MaxValue, cancellationToken).ConfigureAwait(false);
            var (signed, unsigned, problems) = HistorySignatures.Of(releases.Reverse(), keys);
            return new() { Signed = (ulong)signed, Unsigned = (ulong)unsigned, Problems = { problems } };
        }
        catch (KeyUnusableException unusable)
        {
            throw Failure(StatusCode.InvalidArgument, unusable.Message);
        }
    }

    private static StatusCode StatusOf(StagingFailure failure) => failure switch
    {
        StagingFailure.Misplaced => StatusCode.OutOfRange,
        StagingFailure.OverLimit => StatusCode.ResourceExhausted,
        _ => StatusCode.DataLoss,
    };

    private static StatusCode StatusOf(Refused refused) =>
        refused.Breaking is null ? StatusCode.InvalidArgument : StatusCode.FailedPrecondition;

    private static string Summary(Refused refused)
    {
        if (refused.Breaking is { } breaking)
            return $"It would break clients; the first of the changes: {breaking.Changes[0].Subject}: {breaking.Changes[0].Rule}.";
        var first = refused.Problems[0];
        return $"{refused.Problems.Count} problem(s); the first: {first.Document}#{first.Pointer}: {first.Message}";
    }

    private static RpcException Failure(StatusCode code, string detail) => new(new Status(code, detail));
}
