using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Options;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Claims.Metadata;
using SchemaClaimsSidecar.Claims.Sources;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Refresh;

namespace SchemaClaimsSidecar.Administration;

/// <summary>What an administrator asks about claims. There is no refresher where claims come by upload.</summary>
internal sealed class ClaimsAdministration(
    ReleaseHub hub, ClaimsFreshness freshness, IOptions<ClaimsOptions> options, ClaimsRefresher? refresher = null)
{
    private static readonly Task Never = new TaskCompletionSource().Task;

    /// <summary>Completes when <see cref="Status"/> may be another.</summary>
    public Task NextChange => refresher?.Changed.Next ?? Never;

    /// <exception cref="RpcException">There is no source, it does not answer, or the store cannot be written.</exception>
    public async Task<RefreshClaimsResponse> RefreshAsync(RefreshClaimsRequest request, string by, CancellationToken cancellationToken)
    {
        if (refresher is null)
            throw Failure(StatusCode.FailedPrecondition, "The claims come by upload (Claims:Source is Upload): there is nothing to ask.");
        try
        {
            var outcome = await refresher.RefreshAsync(
                new RefreshRequest(by, request.Reason, request.AcceptShrinking), cancellationToken).ConfigureAwait(false);
            return ResponseOf(outcome);
        }
        catch (ClaimsSourceException failure)
        {
            throw Failure(StatusCode.Aborted, failure.Message);
        }
        catch (Exception failure) when (AdministrativeFailures.Explain(failure) is { } explained)
        {
            throw explained;
        }
    }

    /// <exception cref="RpcException">There are no claims, or not of this tenant.</exception>
    public ViewClaimsResponse View(ViewClaimsRequest request)
    {
        var current = hub.Current;
        var tenants = PublishedClaims.Of(current?.Snapshot);
        var claims = tenants.FirstOrDefault(known => string.Equals(known.Tenant ?? "", request.Tenant, StringComparison.OrdinalIgnoreCase))
            ?? throw Failure(StatusCode.NotFound, NotThere(request.Tenant, tenants));
        var claimSets = claims.ClaimSets.Where(claimSet =>
            request.ClaimSet.Length == 0 || claimSet.Name.Equals(request.ClaimSet, StringComparison.OrdinalIgnoreCase));
        return new ViewClaimsResponse
        {
            Position = current!.Release.Position.ToWire(),
            Metadata = UnsafeByteOperations.UnsafeWrap(MetadataWriter.Write(claimSets)),
        };
    }

    /// <exception cref="RpcException">Claims come from somewhere else.</exception>
    public void RequireUpload()
    {
        if (options.Value.Source != ClaimsSourceKind.Upload)
        {
            throw Failure(
                StatusCode.FailedPrecondition,
                $"The claims come from Claims:Source {options.Value.Source}, which would replace what is uploaded. "
                + "Change them there and run `claims refresh`.");
        }
    }

    public ClaimsStatus Status() => new()
    {
        Source = options.Value.Source.ToString(),
        ConfirmedAt = freshness.ConfirmedAt is { } at ? Timestamp.FromDateTimeOffset(at) : null,
        Age = freshness.Age is { } age ? Duration.FromTimeSpan(age) : null,
        Error = refresher?.Standing.Error ?? "",
        Held = refresher?.Standing.Held ?? "",
        Tenants = { PublishedClaims.TenantsOf(hub.Current?.Snapshot) },
    };

    private static RefreshClaimsResponse ResponseOf(RefreshOutcome outcome) => new()
    {
        Outcome = outcome.Result switch
        {
            RefreshResult.Published => RefreshClaimsResponse.Types.Outcome.Published,
            RefreshResult.Held => RefreshClaimsResponse.Types.Outcome.Held,
            _ => RefreshClaimsResponse.Types.Outcome.Unchanged,
        },
        Position = outcome.Latest?.ToWire(),
        Held = outcome.Held ?? "",
        FailedTenants = { outcome.Failures },
        Warnings = { outcome.Warnings.Select(WireProblems.Of) },
    };

    private static string NotThere(string tenant, IReadOnlyList<TenantClaims> tenants) => tenants switch
    {
        [] => "The current release has no claims. Publish some with `claims upload`, or let a source be asked with `claims refresh`.",
        [{ Tenant: null }] => $"The claims know no tenants; leave '{tenant}' away.",
        _ => $"There is no tenant '{tenant}'; there are: {string.Join(", ", tenants.Select(known => known.Tenant))}.",
    };

    private static RpcException Failure(StatusCode code, string detail) => new(new Status(code, detail));
}
