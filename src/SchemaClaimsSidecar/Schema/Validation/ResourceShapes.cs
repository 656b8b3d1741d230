using static SchemaClaimsSidecar.Schema.Validation.Shapes;

namespace SchemaClaimsSidecar.Schema.Validation;

/// <summary>One entry of <c>resourceSchemas</c>.</summary>
internal static class ResourceShapes
{
    private static readonly Shape SecurableElements = ObjectShape.Closed(
        Has("Namespace", Texts),
        Has("EducationOrganization", ListOf(ObjectShape.Closed(Has("jsonPath", Text), Has("metaEdName", Text)))),
        Has("Student", Texts),
        Has("Contact", Texts),
        Has("Staff", Texts));

    private static readonly Shape DocumentPaths = new MapShape(NamePattern.Dotted, ObjectShape.Open(
        Has("isReference", Flag),
        May("isDescriptor", Flag),
        May("path", JsonPath),
        May("type", Text),
        May("projectName", Text),
        May("resourceName", Text),
        May("referenceJsonPaths", ListOf(ObjectShape.Closed(
            May("identityJsonPath", JsonPath), May("referenceJsonPath", JsonPath), May("type", Text)))))).Lenient();

    private static readonly Member[] Common =
    [
        Has("allowIdentityUpdates", Flag),
        Should("arrayUniquenessConstraints", Objects),
        Should("authorizationPathways", Texts),
        Should("booleanJsonPaths", Texts),
        Should("dateJsonPaths", Texts),
        Should("dateTimeJsonPaths", Texts),
        Should("decimalPropertyValidationInfos", Objects),
        Has("documentPathsMapping", DocumentPaths),
        May("domains", Texts),
        Has("equalityConstraints", AnyList),
        Has("identityJsonPaths", JsonPaths),
        Has("isDescriptor", Flag),
        Has("isSchoolYearEnumeration", Flag),
        Has("isSubclass", Flag),
        Has("jsonSchemaForInsert", AnyObject),
        Should("numericJsonPaths", Texts),
        May("openApiFragments", OpenApiShapes.Fragments),
        May("queryFieldMapping", AnyObject),
        Has("resourceName", Text),
        May("securableElements", SecurableElements),
        May("subclassType", Text),
        May("superclassIdentityJsonPath", Text),
        May("superclassProjectName", Text),
        May("superclassResourceName", Text),
    ];

    private static readonly Member[] Since2026 =
    [
        May("commonExtensionOverrides", ListOf(ObjectShape.Open(Has("insertionLocations", JsonPaths), Has("schemaFragment", AnyObject)))),
        May("flatteningMetadata", AnyObject),
        May("sensitiveDataJsonPaths", Texts),
        May("relational", ObjectShape.Closed(
            May("rootTableNameOverride", Text), May("nameOverrides", new MapShape(NamePattern.JsonPath, Text)))),
    ];

    // The merge of either DMS fails on an extension that does not say what its resources are.
    public static readonly Shape InExtension2025 = ObjectShape.Closed([.. Common, Has("isResourceExtension", Flag)]);

    public static readonly Shape InCore2025 = ObjectShape.Closed([.. Common, May("isResourceExtension", Flag)]);

    public static readonly Shape InExtension2026 = ObjectShape.Closed([.. Common, .. Since2026, Has("isResourceExtension", Flag)]);

    public static readonly Shape InCore2026 = ObjectShape.Closed([.. Common, .. Since2026, May("isResourceExtension", Flag)]);
}
