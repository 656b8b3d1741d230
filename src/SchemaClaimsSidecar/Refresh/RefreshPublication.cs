using SchemaClaimsSidecar.Claims.Metadata;
using SchemaClaimsSidecar.Claims.Sources;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Refresh;

/// <summary>Takes an answer of the source to the door that everything is published through.</summary>
internal sealed class RefreshPublication(ReleasePublisher publisher, ReleaseHub hub)
{
    private const int Attempts = 5;

    /// <summary>Publishes an answer on whatever is published when its turn comes: others may publish meanwhile.</summary>
    /// <exception cref="ClaimsSourceException">Nothing of the answer can be used.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be written; nothing has changed.</exception>
    /// <exception cref="ReleaseConflictException">Others were first again and again; nothing has changed.</exception>
    public async Task<RefreshOutcome> PublishAsync(ClaimsAnswer answer, RefreshRequest request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await PublishOnceAsync(answer, request, cancellationToken).ConfigureAwait(false);
            }
            catch (ReleaseConflictException) when (attempt < Attempts)
            {
                // The store knows the winner now, and the next attempt builds on it.
            }
        }
    }

    private async Task<RefreshOutcome> PublishOnceAsync(ClaimsAnswer answer, RefreshRequest request, CancellationToken cancellationToken)
    {
        var failures = answer.Tenants.Where(tenant => !tenant.IsUsable).Select(FailureOf).ToArray();
        if (failures.Length > 0 && failures.Length == answer.Tenants.Count)
            throw new ClaimsSourceException(string.Join(' ', failures));

        var published = PublishedClaims.Of(hub.Current?.Snapshot);
        var claims = answer.Tenants.Select(tenant => Usable(tenant, published)).OfType<TenantClaims>().ToArray();
        if (!request.AcceptShrinking && ShrinkGuard.Check(published, claims) is { } shrunk)
            return new RefreshOutcome(RefreshResult.Held, hub.Current?.Release.Position, shrunk, failures, answer.Warnings);

        var outcome = await publisher.PublishAsync(
            new Proposal(null, ClaimsContent.Of(answer.Inputs, claims), answer.Documents, "claims", request.By, request.Reason),
            cancellationToken).ConfigureAwait(false);
        return new RefreshOutcome(
            outcome.Composed.IsUnchanged ? RefreshResult.Unchanged : RefreshResult.Published,
            outcome.Latest, null, failures, answer.Warnings);
    }

    /// <summary>What the source says of a tenant, or else what is published; null when there is neither.</summary>
    private static TenantClaims? Usable(TenantAnswer answer, IReadOnlyList<TenantClaims> published) => answer.IsUsable
        ? new TenantClaims(answer.Tenant, answer.ClaimSets)
        : published.FirstOrDefault(known => string.Equals(known.Tenant, answer.Tenant, StringComparison.OrdinalIgnoreCase));

    private static string FailureOf(TenantAnswer answer) => answer.Tenant is null ? answer.Failure! : $"{answer.Tenant}: {answer.Failure}";
}
