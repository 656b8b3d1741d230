using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Rollout;

/// <summary>
/// What the history of releases comes to. There is no other state of a rollout: whoever reads the same releases knows the same.
/// </summary>
/// <param name="Base">The newest release for everybody; null while there is none.</param>
/// <param name="Canary">The release that is being rolled out to a part of the fleet; null while none is.</param>
internal sealed record ReleaseState(Release? Base, Release? Canary)
{
    /// <summary>Of a history without releases.</summary>
    public static ReleaseState None { get; } = new(null, null);

    /// <summary>The releases that still count, in the order of their generations.</summary>
    public IEnumerable<Release> Releases => new[] { Base, Canary }.OfType<Release>().OrderBy(release => release.Record.Generation);

    /// <summary>The newest release; null where there is none.</summary>
    public Release? Newest => Releases.LastOrDefault();

    /// <summary>Of a history from its beginning, or from any release that <see cref="IsConclusive"/>.</summary>
    public static ReleaseState Of(IEnumerable<Release> oldestFirst) =>
        oldestFirst.Aggregate(None, (state, release) => state.After(release));

    /// <summary>Whether nothing that came before a release counts any more.</summary>
    public static bool IsConclusive(ReleaseRecord release) => release.Rollout is null && release.Kind != ReleaseKinds.Claims;

    public ReleaseState After(Release release) =>
        release.Record.Rollout is not null ? this with { Canary = release }
        : IsConclusive(release.Record) ? new ReleaseState(release, null)
        : this with { Base = release };
}
