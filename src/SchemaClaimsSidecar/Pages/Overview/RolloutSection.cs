using SchemaClaims.V1;
using SchemaClaimsSidecar.Cli;
using SchemaClaimsSidecar.Pages.Markup;

namespace SchemaClaimsSidecar.Pages.Overview;

/// <summary>What is being rolled out, how far it has come, and the decision about it.</summary>
internal static class RolloutSection
{
    public static Html Of(OverviewModel model) => model.Status.Rollout is { Release: { } release } rollout
        ? Html.Of(
            $"""
            <section data-key="rollout" class="panel rollout" aria-labelledby="rollout">
            <h2 id="rollout">Rollout in progress</h2>
            <p class="headline"><a href="/releases/{release.Position.Generation}">Release {release.Position.Generation}</a>
            to {release.Rollout.To} <span class="age">since {model.Times.Ago(release.PublishedAt)}</span></p>
            <p>By {release.PublishedBy}{Html.When(release.Reason.Length > 0, () => Html.Of($": “{release.Reason}”"))}. {Auto(release)}</p>
            <progress max="{Math.Max(1, (int)rollout.Selected)}" value="{(int)rollout.Applied}" aria-label="Applied"></progress>
            <p class="counts">
            <span class="state synced">{(int)rollout.Applied} applied</span>
            <span class="state rejected">{(int)rollout.Rejected} rejected</span>
            <span class="state connected">{(int)rollout.Selected} of {(int)rollout.Connected} connected subscribers selected</span>
            </p>
            {Html.When(model.MayChange, () => Decision(release.Position.Generation))}
            </section>
            """)
        : Html.Nothing;

    private static string Auto(Release release) => release.Rollout.Auto is { } patience
        ? $"It decides by itself after {Durations.ForPeople(patience.ToTimeSpan())}."
        : "It waits for a decision.";

    private static Html Decision(ulong generation) => Html.Of(
        $"""
        <form method="post" class="decision">
        <input type="hidden" name="generation" value="{generation}">
        <div>{Forms.ReasonField("rollout-reason")}</div>
        <button formaction="/rollout/promote">Promote to everybody</button>
        <button formaction="/rollout/abort" class="danger">Abort</button>
        </form>
        """);
}
