using System.Collections.Concurrent;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Claims.Metadata;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Claims.Sources.Cms;

/// <summary>Asks for the claims of every tenant, a few at a time. What one tenant fails at leaves the others alone.</summary>
internal sealed class TenantsFetch(CmsSession session, Uri metadata)
{
    private const int AtOnce = 4;

    // Tenants have most claim sets alike; one object of each is kept.
    private readonly ConcurrentDictionary<Digest, ClaimSetMetadata> _claimSets = new();

    /// <exception cref="ClaimsSourceException">Not one tenant's claims could be had.</exception>
    public async Task<ClaimsAnswer> RunAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var tenants = TenantName.Judge(names);
        var answers = new TenantAnswer[tenants.Count];
        var warnings = new IReadOnlyList<Problem>[tenants.Count];
        var limits = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, tenants.Count, limits, async (i, cancel) =>
            (answers[i], warnings[i]) = await AskAsync(tenants[i], cancel).ConfigureAwait(false)).ConfigureAwait(false);
        if (answers.Length > 0 && !Array.Exists(answers, answer => answer.IsUsable))
        {
            throw new ClaimsSourceException(
                $"The claims of none of {answers.Length} tenants could be had. '{answers[0].Tenant}': {answers[0].Failure}");
        }

        return new ClaimsAnswer(answers)
        {
            Warnings = [.. warnings.SelectMany(some => some).DistinctBy(warning => (warning.Rule, warning.Message))],
        };
    }

    private async Task<(TenantAnswer Answer, IReadOnlyList<Problem> Warnings)> AskAsync(
        TenantName tenant, CancellationToken cancellationToken)
    {
        if (tenant.Refusal is { } refusal)
            return (TenantAnswer.Failed(tenant.Name, refusal), []);
        try
        {
            var body = await session.GetAsync(metadata, tenant.Name, cancellationToken).ConfigureAwait(false);
            var answer = MetadataAnswer.Read($"{metadata} of tenant '{tenant.Name}'", body);
            return (TenantAnswer.Of(tenant.Name, [.. answer.ClaimSets.Select(One)]), answer.Warnings);
        }
        catch (Exception failure) when (failure is CmsRequestException or ClaimsSourceException)
        {
            return (TenantAnswer.Failed(tenant.Name, failure.Message), []);
        }
    }

    private ClaimSetMetadata One(ClaimSetMetadata claimSet) => _claimSets.GetOrAdd(claimSet.Content, claimSet);
}
