using SchemaClaimsSidecar.Pages.Markup;

namespace SchemaClaimsSidecar.Pages;

/// <summary>Says that something was not done, and why.</summary>
internal static class ProblemPage
{
    public static PageResult Of(string why, int status, PageArea area = PageArea.Overview) => new(
        new Page("That was not done", area, Html.Of(
            $"""
            <p class="alarm" role="alert">{why}</p>
            <p><a href="/">Back to the overview</a></p>
            """)),
        status);
}
