using static SchemaClaimsSidecar.Schema.Validation.Shapes;

namespace SchemaClaimsSidecar.Schema.Validation;

/// <summary>The OpenAPI documents and fragments inside an API schema document.</summary>
internal static class OpenApiShapes
{
    private static readonly Shape Fragment = ObjectShape.Closed(
        May("components", AnyObject),
        May("paths", AnyObject),
        May("tags", AnyList),
        May("exts", AnyObject),
        May("newPaths", AnyObject),
        May("newSchemas", AnyObject),
        May("newTags", AnyList));

    private static readonly Shape Document = DocumentOf(May("components", AnyObject), May("paths", AnyObject));

    private static readonly Shape CoreDocument2026 = DocumentOf(
        Has("components", ObjectShape.Open(
            Has("parameters", ObjectShape.Open(
                Has("limit", QueryParameter("limit")),
                Has("pageToken", QueryParameter("pageToken")),
                Has("pageSize", QueryParameter("pageSize")),
                Has("numberOfPartitions", QueryParameter("number")))),
            Has("schemas", AnyObject))),
        Has("paths", AnyObject));

    /// <summary>What a resource adds to the OpenAPI documents.</summary>
    public static readonly Shape Fragments = ObjectShape.Closed(May("resources", Fragment), May("descriptors", Fragment));

    /// <summary>The base documents under the rules of 2025.</summary>
    public static readonly Shape BaseDocuments2025 = ObjectShape.Closed(May("resources", Document), May("descriptors", Document));

    /// <summary>The base documents of an extension under the rules of 2026.</summary>
    public static readonly Shape BaseDocuments2026 =
        ObjectShape.Closed(May("resources", Document), May("descriptors", Document), May("changeQueries", Document));

    /// <summary>The base documents of a core under the rules of 2026.</summary>
    public static readonly Shape CoreBaseDocuments2026 =
        ObjectShape.Closed(Has("resources", CoreDocument2026), Has("descriptors", CoreDocument2026), May("changeQueries", Document));

    private static Shape DocumentOf(Member components, Member paths) => ObjectShape.Closed(
        components, paths, May("info", AnyObject), May("openapi", Text), May("servers", AnyList), May("tags", AnyList));

    private static Shape QueryParameter(string name) => ObjectShape.Open(
        Has("name", new ConstantShape(name)), Has("in", new ConstantShape("query")), Has("schema", AnyObject));
}
