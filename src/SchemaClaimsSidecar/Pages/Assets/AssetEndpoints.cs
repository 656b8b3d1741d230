using SchemaClaimsSidecar.Access;

namespace SchemaClaimsSidecar.Pages.Assets;

/// <summary>The style sheet, the icon and the script, which are part of the program.</summary>
internal static class AssetEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        Map("page.css", "text/css").LetAnybodyIn();
        Map("icon.svg", "image/svg+xml").LetAnybodyIn();
        Map("page.js", "text/javascript").Require(Right.Read);

        RouteHandlerBuilder Map(string name, string type)
        {
            var content = Read(name);
            return endpoints.MapGet($"/assets/{name}", (HttpContext context) =>
            {
                PageHeaders.AddTo(context.Response);
                return Results.Bytes(content, type);
            });
        }
    }

    private static byte[] Read(string name)
    {
        using var resource = typeof(AssetEndpoints).Assembly.GetManifestResourceStream($"Assets/{name}")!;
        using var content = new MemoryStream();
        resource.CopyTo(content);
        return content.ToArray();
    }
}
