using SchemaClaimsSidecar.Access;
using SchemaClaimsSidecar.Pages.Markup;

namespace SchemaClaimsSidecar.Pages;

/// <summary>What surrounds every page: landmarks, the navigation, and who is signed in.</summary>
internal static class PageLayout
{
    private const string Product = "Schema and claims";

    private static readonly (PageArea Area, string Path, string Name, Right Right)[] Areas =
    [
        (PageArea.Overview, "/", "Overview", Right.Read),
        (PageArea.Claims, "/claims", "Claims", Right.Read),
        (PageArea.Upload, "/upload", "Upload", Right.Change),
        (PageArea.Audit, "/audit", "Audit", Right.Read),
    ];

    public static Html Of(Page page, Caller caller) => Html.Of(
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{page.Title} · {Product}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/assets/page.css">
        {Html.When(page.Area is not null, () => Html.Of($"""<script src="/assets/page.js" defer></script>"""))}
        </head>
        <body>
        <a class="skip" href="#main">Skip to the content</a>
        {Html.When(page.Area is not null, () => Header(page.Area, caller))}
        <main id="main" tabindex="-1">
        <h1>{page.Title}</h1>
        {page.Body}
        </main>
        </body>
        </html>
        """);

    private static Html Header(PageArea? area, Caller caller) => Html.Of(
        $"""
        <header>
        <p class="product">{Product}</p>
        <nav aria-label="Main"><ul>
        {Areas.Where(link => caller.May(link.Right)).Select(link => Link(link.Path, link.Name, link.Area == area))}
        </ul></nav>
        <form class="who" method="post" action="/sign-out">
        <span>{caller.Name}</span>
        <button class="plain">Sign out</button>
        </form>
        </header>
        """);

    private static Html Link(string path, string name, bool isCurrent) => isCurrent
        ? Html.Of($"""<li><a href="{path}" aria-current="page">{name}</a></li>""")
        : Html.Of($"""<li><a href="{path}">{name}</a></li>""");
}
