using SchemaClaims.V1;
using SchemaClaimsSidecar.Cli;
using SchemaClaimsSidecar.Pages.Markup;

namespace SchemaClaimsSidecar.Pages.Overview;

/// <summary>What is meant to run everywhere, and how old it is.</summary>
internal static class CurrentReleaseSection
{
    private const int ShortDigest = 12;

    public static Html Of(OverviewModel model) => Html.Of(
        $"""
        <section data-key="release" class="panel" aria-labelledby="release">
        <h2 id="release">Current release</h2>
        {(model.Status.Release is { } release ? Facts(model, release) : Nothing(model))}
        </section>
        """);

    private static Html Nothing(OverviewModel model) => model.MayChange
        ? Html.Of($"""<p>There is no release yet. <a href="/upload">Upload a schema</a> to publish the first.</p>""")
        : Html.Of($"""<p>There is no release yet.</p>""");

    private static Html Facts(OverviewModel model, Release release) => Html.Of(
        $"""
        <p class="headline"><a href="/releases/{release.Position.Generation}">Release {release.Position.Generation}</a>
        <span class="kind">{release.Kind}</span> <span class="age">{model.Times.Age(release.PublishedAt)} old</span></p>
        {Html.When(release.Reason.Length > 0, () => Html.Of($"""<p class="reason">“{release.Reason}”</p>"""))}
        <dl class="facts">
        {Fact("Published", model.Times.At(release.PublishedAt))}
        {Fact("By", Html.Of($"{release.PublishedBy}"))}
        {Fact("Snapshot", Digest(release.SnapshotId))}
        {Fact("Schema hash", model.Status.EffectiveSchemaHash is { Length: > 0 } hash ? Digest(hash) : Html.Of($"no schema yet"))}
        {Fact("Signed by", Html.Of($"{SignedBy(release)}"))}
        {Fact("Claims", Html.Of($"{Claims(model.Status)}"))}
        {Fact("Store", Html.Of($"{StandingSection.Store(model.Status)}"))}
        {Fact("Epoch", Digest(model.Status.Epoch))}
        {Fact("Sidecar up", model.Times.Ago(model.Status.StartedAt))}
        </dl>
        """);

    private static Html Fact(string name, Html value) => Html.Of($"<div><dt>{name}</dt><dd>{value}</dd></div>");

    /// <summary>So much of a digest as people compare; all of it for those who ask.</summary>
    private static Html Digest(string digest) => digest.Length <= ShortDigest
        ? Html.Of($"<code>{digest}</code>")
        : Html.Of($"""<details class="digest"><summary><code>{digest[..ShortDigest]}…</code></summary><code>{digest}</code></details>""");

    private static string SignedBy(Release release) =>
        release.SignedBy.Count > 0 ? string.Join(", ", release.SignedBy) : "nobody: it is not signed";

    private static string Claims(SidecarStatus status)
    {
        if (status.Claims is not { } claims)
            return "–";
        var age = claims.Age is { } ago ? $", confirmed {Durations.ForPeople(ago.ToTimeSpan())} ago" : "";
        var tenants = claims.Tenants.Count > 0 ? $", {claims.Tenants.Count} tenants" : "";
        return (status.Relay is null ? $"from {claims.Source}" : "from upstream") + age + tenants;
    }
}
