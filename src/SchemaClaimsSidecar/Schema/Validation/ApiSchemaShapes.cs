using static SchemaClaimsSidecar.Schema.Validation.Shapes;

namespace SchemaClaimsSidecar.Schema.Validation;

/// <summary>A whole API schema document, as the DMS of the chosen rules accepts it.</summary>
internal static class ApiSchemaShapes
{
    private static readonly Shape Core2025 = DocumentOf(
        May("openApiBaseDocuments", OpenApiShapes.BaseDocuments2025), ResourceShapes.InCore2025);

    private static readonly Shape Extension2025 = DocumentOf(
        May("openApiBaseDocuments", OpenApiShapes.BaseDocuments2025), ResourceShapes.InExtension2025);

    private static readonly Shape Core2026 = DocumentOf(
        new Member("openApiBaseDocuments", OpenApiShapes.CoreBaseDocuments2026, Presence.ExpectedOpenApi),
        ResourceShapes.InCore2026,
        May("flatteningMetadata", AnyObject));

    private static readonly Shape Extension2026 = DocumentOf(
        May("openApiBaseDocuments", OpenApiShapes.BaseDocuments2026),
        ResourceShapes.InExtension2026,
        May("flatteningMetadata", AnyObject));

    public static Shape For(MergeRules rules, bool isExtension) => (rules, isExtension) switch
    {
        (MergeRules.Rules2025, false) => Core2025,
        (MergeRules.Rules2025, true) => Extension2025,
        (_, false) => Core2026,
        (_, true) => Extension2026,
    };

    private static Shape DocumentOf(Member openApiBaseDocuments, Shape resource, params Member[] abstractResourceExtras) =>
        ObjectShape.Closed(
            Has("apiSchemaVersion", Text),
            Has("projectSchema", ObjectShape.Closed(
                Has("abstractResources", new MapShape(NamePattern.Any, ObjectShape.Closed(
                    [May("identityJsonPaths", JsonPaths), May("openApiFragment", AnyObject), .. abstractResourceExtras]))),
                Has("caseInsensitiveEndpointNameMapping", new MapShape(NamePattern.LowerCase, Text)),
                May("compatibleDsRange", OrNull(Text)),
                openApiBaseDocuments,
                Has("description", Text),
                May("domains", Texts),
                Has("educationOrganizationHierarchy", new MapShape(NamePattern.Alphanumeric, new MapShape(NamePattern.Any, AnyPath))),
                Has("educationOrganizationTypes", Texts),
                Has("isExtensionProject", Flag),
                Has("projectName", Text),
                Has("projectVersion", Text),
                Has("projectEndpointName", Text),
                Has("resourceNameMapping", new MapShape(NamePattern.Alphanumeric, Text)),
                Has("resourceSchemas", new MapShape(NamePattern.Alphanumeric, resource)))));
}
