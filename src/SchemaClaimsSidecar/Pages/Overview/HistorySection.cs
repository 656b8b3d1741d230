using SchemaClaims.V1;
using SchemaClaimsSidecar.Pages.Markup;

namespace SchemaClaimsSidecar.Pages.Overview;

/// <summary>The releases as a time line.</summary>
internal static class HistorySection
{
    public static Html Of(OverviewModel model) => Html.When(model.Releases.Count > 0, () => Html.Of(
        $"""
        <section data-key="history" aria-labelledby="history">
        <h2 id="history">History</h2>
        <ol class="timeline" reversed>
        {model.Releases.Select((release, index) => Item(model, release, model.Releases.ElementAtOrDefault(index + 1) ?? model.Before))}
        </ol>
        </section>
        """));

    private static Html Item(OverviewModel model, Release release, Release? before) => Html.Of(
        $"""
        <li data-key="{release.Position.Epoch}-{release.Position.Generation}">
        <h3><a href="/releases/{release.Position.Generation}">Release {release.Position.Generation}</a>
        <span class="kind">{release.Kind}</span>
        {Html.When(release.Rollout is not null, () => Html.Of($"""<span class="kind">to {release.Rollout!.To}</span>"""))}</h3>
        <p>{model.Times.At(release.PublishedAt)} by {release.PublishedBy}{Html.When(
            release.Reason.Length > 0, () => Html.Of($""": <span class="reason">“{release.Reason}”</span>"""))}</p>
        {Html.When(release.Answers is not null, () => Answers(release.Answers!))}
        <p class="links">
        {Html.When(CanCompare(release, before), () => Html.Of(
            $"""
            <a href="/releases/{release.Position.Generation}/diff/{before!.Position.Generation}">What changed<span class="unseen">
            with release {release.Position.Generation}</span></a>
            """))}
        {Html.When(CanGoBack(model, release), () => Html.Of(
            $"""
            <a href="/releases/{release.Position.Generation}#rollback">Roll back…<span class="unseen"> to release
            {release.Position.Generation}</span></a>
            """))}
        {Html.When(release.Forgotten, () => Html.Of($"""<span class="hint">Its snapshot is not kept any more.</span>"""))}
        </p>
        </li>
        """);

    private static Html Answers(AnswerCounts answers) => Html.Of(
        $"""
        <p class="counts">{Count(answers.Applied, "applied", "synced")}{Count(answers.Rejected, "rejected", "rejected")}
        {Count(answers.Held, "held", "held")}</p>
        """);

    private static Html Count(uint count, string what, string state) =>
        Html.When(count > 0, () => Html.Of($"""<span class="state {state}">{(ulong)count} {what}</span> """));

    private static bool CanCompare(Release release, Release? before) =>
        before is not null && !release.Forgotten && !before.Forgotten && before.Position.Generation < release.Position.Generation;

    private static bool CanGoBack(OverviewModel model, Release release) =>
        model.MayChange && !release.Forgotten && model.Status.Release is { } current
        && release.Position.Generation < current.Position.Generation;
}
