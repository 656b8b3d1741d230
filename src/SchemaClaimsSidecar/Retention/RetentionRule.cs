using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Rollout;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Retention;

/// <summary>Decides whose snapshots are not needed any more.</summary>
internal static class RetentionRule
{
    /// <param name="newestFirst">The whole history.</param>
    /// <param name="inUse">What subscribers run.</param>
    /// <param name="options">What its owner wants to keep.</param>
    /// <param name="now">The time.</param>
    public static ForgottenReleases Decide(
        IReadOnlyList<Release> newestFirst, IReadOnlySet<long> inUse, RetentionOptions options, DateTimeOffset now)
    {
        var kept = newestFirst.Take(options.KeepReleases)
            .Concat(newestFirst.Where(release => release.Record.Kind != ReleaseKinds.Claims).Take(options.KeepReleases))
            .Concat(newestFirst.Where(release => release.Record.PublishedAt >= now - options.KeepFor))
            .Concat(ReleaseState.Of(newestFirst.Reverse()).Releases)
            .Select(release => release.Record.Generation)
            .Concat(inUse)
            .ToHashSet();
        return ForgottenReleases.Of([.. newestFirst.Select(release => release.Record.Generation)], kept.Contains);
    }
}
