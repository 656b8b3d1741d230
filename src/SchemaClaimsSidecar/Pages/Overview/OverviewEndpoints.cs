using SchemaClaimsSidecar.Access;
using SchemaClaimsSidecar.Pages.Markup;

namespace SchemaClaimsSidecar.Pages.Overview;

/// <summary>What runs where, and how it came to that.</summary>
internal static class OverviewEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/", (HttpContext context, OverviewReader reader) => PageActs.ExplainAsync(async () =>
        {
            var model = await reader.ReadAsync(context).ConfigureAwait(false);
            return new PageResult(new Page("Overview", PageArea.Overview, Html.Of(
                $"""
                <p id="announcement" class="unseen" role="status" aria-live="polite"></p>
                <p id="stale" class="alarm" role="alert" hidden>The sidecar does not answer: what is shown here is not fresh.</p>
                <div data-refresh="/overview">{Sections(model)}</div>
                """)));
        })).Require(Right.Read);
        endpoints.MapGet("/overview", (HttpContext context, OverviewReader reader) => PageActs.ExplainAsync(async () =>
            new PageResult(Sections(await reader.ReadAsync(context).ConfigureAwait(false))))).Require(Right.Read);
    }

    private static Html Sections(OverviewModel model) => Html.Of(
        $"""
        {StandingSection.Of(model)}
        {RolloutSection.Of(model)}
        {CurrentReleaseSection.Of(model)}
        {FleetSection.Of(model)}
        {HistorySection.Of(model)}
        """);
}
