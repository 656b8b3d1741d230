namespace MiniDms.Serving;

/// <summary>The routes under <c>/metadata</c>.</summary>
internal static class MetadataEndpoints
{
    public static void Map(WebApplication app, IDms dms)
    {
        Map("/metadata/specifications/resources-spec.json", MetadataKind.Resources);
        Map("/metadata/specifications/descriptors-spec.json", MetadataKind.Descriptors);
        Map("/metadata/dependencies", MetadataKind.Dependencies);

        void Map(string path, MetadataKind kind) => app.MapGet(path, (HttpContext context) =>
            (dms.Metadata(context, kind) is { } json ? new Answer(200, json, "application/json") : Problems.NotFound(context)).ToResult());
    }
}
