using static SchemaClaimsSidecar.Schema.Validation.Shapes;

namespace SchemaClaimsSidecar.Schema.Validation;

/// <summary>One entry of <c>resourceSchemas</c>.</summary>
internal static class ResourceShapes
{
    private static readonly Shape SecurableElements = ObjectShape.Closed(
        Has("Namespace", AnyPaths),
        Has("EducationOrganization", ListOf(ObjectShape.Closed(Has("jsonPath", AnyPath), Has("metaEdName", Text)))),
        Has("Student", AnyPaths),
        Has("Contact", AnyPaths),
        Has("Staff", AnyPaths));

    private static readonly Member[] DocumentPath =
    [
        May("isDescriptor", Flag),
        May("isRequired", OrNull(Flag)),
        May("isPartOfIdentity", OrNull(Flag)),
        May("path", JsonPath),
        May("type", Text),
        May("projectName", Text),
        May("resourceName", Text),
        May("referenceJsonPaths", ListOf(ObjectShape.Closed(
            Has("identityJsonPath", JsonPath), Has("referenceJsonPath", JsonPath), May("type", Text)))),
    ];

    // DMS lets entries with odd names be, but the client reads them, too.
    private static readonly Shape DocumentPaths = new MapShape(
        NamePattern.Dotted,
        ObjectShape.Open([Has("isReference", Flag), .. DocumentPath]),
        others: ObjectShape.Open([May("isReference", Flag), .. DocumentPath]));

    private static readonly Shape Decimals = ListOf(ObjectShape.Open(
        Has("path", AnyPath), May("totalDigits", OrNull(new DigitsShape())), May("decimalPlaces", OrNull(new DigitsShape()))));

    private static readonly Shape QueryFields =
        new MapShape(NamePattern.Any, ListOf(ObjectShape.Open(Has("path", AnyPath), Has("type", Text))));

    private static readonly Member[] Common =
    [
        Has("allowIdentityUpdates", Flag),
        Should("arrayUniquenessConstraints", ListOf(new UniquenessShape())),
        Should("authorizationPathways", Texts),
        Should("booleanJsonPaths", AnyPaths),
        Should("dateJsonPaths", AnyPaths),
        Should("dateTimeJsonPaths", AnyPaths),
        Should("decimalPropertyValidationInfos", Decimals),
        Has("documentPathsMapping", DocumentPaths),
        May("domains", Texts),
        Has("equalityConstraints", ListOf(ObjectShape.Open(Has("sourceJsonPath", AnyPath), Has("targetJsonPath", AnyPath)))),
        Has("identityJsonPaths", JsonPaths),
        Has("isDescriptor", Flag),
        Has("isSchoolYearEnumeration", Flag),
        Has("isSubclass", Flag),
        Has("jsonSchemaForInsert", ObjectShape.Open(May("properties", AnyObject), May("required", Texts))),
        Should("numericJsonPaths", AnyPaths),
        May("openApiFragments", OpenApiShapes.Fragments),
        May("queryFieldMapping", QueryFields),
        Has("resourceName", Name),
        May("securableElements", SecurableElements),
        May("subclassType", Text),
        May("superclassIdentityJsonPath", AnyPath),
        May("superclassProjectName", Text),
        May("superclassResourceName", Text),
    ];

    private static readonly Member[] Since2026 =
    [
        May("commonExtensionOverrides", ListOf(ObjectShape.Open(
            Has("insertionLocations", ListOf(new JsonPathShape("$.", anySteps: true))), Has("schemaFragment", AnyObject)))),
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
