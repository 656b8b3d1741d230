using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Dms.Client.Schema;

/// <summary>Reads a part <c>resource/…</c>: docs/protocol.md.</summary>
internal sealed class ResourceSchemaReader(SchemaTokens tokens)
{
    private readonly SharedLists<DocumentPath> _documentPaths = new();
    private readonly SharedLists<QueryField> _queryFields = new();

    /// <exception cref="JsonException">The content is no JSON.</exception>
    /// <exception cref="InvalidOperationException">A value is absent or of the wrong kind.</exception>
    /// <exception cref="FormatException">A path or a number is malformed.</exception>
    public ResourceSchema Read(string projectEndpointName, string endpointName, ReadOnlyMemory<byte> content)
    {
        using var document = PartJson.Parse(content);
        var part = document.RootElement;
        var insert = part.Find("jsonSchemaForInsert"u8) ?? throw new InvalidOperationException("There is no jsonSchemaForInsert.");
        var securable = part.Find("securableElements"u8) ?? default;
        return new ResourceSchema(projectEndpointName, endpointName, ResourceName(part))
        {
            Json = new RawJson(content),
            JsonSchemaForInsert = new RawJson(insert.BytesIn(content)),
            JsonSchemaForUpdate = new RawJson(UpdateSchemaWriter.Write(insert)),
            IsSchoolYearEnumeration = part.Flag("isSchoolYearEnumeration"u8),
            IsDescriptor = part.Flag("isDescriptor"u8),
            IsResourceExtension = part.Flag("isResourceExtension"u8),
            AllowIdentityUpdates = part.Flag("allowIdentityUpdates"u8),
            IsSubclass = part.Flag("isSubclass"u8),
            SubclassType = tokens.OptionalString(part, "subclassType"u8),
            SuperclassResourceName = tokens.OptionalString(part, "superclassResourceName"u8),
            SuperclassProjectName = tokens.OptionalString(part, "superclassProjectName"u8),
            SuperclassIdentityJsonPath = tokens.OptionalPath(part, "superclassIdentityJsonPath"u8),
            IdentityJsonPaths = tokens.Paths(part, "identityJsonPaths"u8),
            BooleanJsonPaths = tokens.Paths(part, "booleanJsonPaths"u8),
            NumericJsonPaths = tokens.Paths(part, "numericJsonPaths"u8),
            DateJsonPaths = tokens.Paths(part, "dateJsonPaths"u8),
            DateTimeJsonPaths = tokens.Paths(part, "dateTimeJsonPaths"u8),
            DocumentPaths = _documentPaths.Entries(part, "documentPathsMapping"u8, tokens, ReadDocumentPath),
            QueryFields = _queryFields.Entries(part, "queryFieldMapping"u8, tokens, ReadQueryField),
            EqualityConstraints = part.Items("equalityConstraints"u8, tokens, ReadEqualityConstraint),
            DecimalPropertyValidationInfos = part.Items("decimalPropertyValidationInfos"u8, tokens, ReadDecimal),
            ArrayUniquenessConstraints = part.Items("arrayUniquenessConstraints"u8, tokens, ReadUniqueness),
            AuthorizationPathways = tokens.Strings(part, "authorizationPathways"u8),
            Domains = tokens.Strings(part, "domains"u8),
            NamespaceSecurityElementPaths = Secured(securable, "Namespace"u8),
            StudentSecurityElementPaths = Secured(securable, "Student"u8),
            ContactSecurityElementPaths = Secured(securable, "Contact"u8),
            StaffSecurityElementPaths = Secured(securable, "Staff"u8),
            EducationOrganizationSecurityElementPaths = securable.ValueKind == JsonValueKind.Undefined
                ? []
                : securable.Items("EducationOrganization"u8, tokens, ReadEducationOrganization),
        };
    }

    private string ResourceName(JsonElement part) =>
        tokens.OptionalString(part, "resourceName"u8) is { Length: > 0 } name ? name : throw new InvalidOperationException("There is no resourceName.");

    private ImmutableArray<JsonPath> Secured(JsonElement securable, ReadOnlySpan<byte> kind) =>
        securable.ValueKind == JsonValueKind.Undefined ? [] : tokens.Paths(securable, kind);

    private static DocumentPath ReadDocumentPath(JsonProperty entry, SchemaTokens tokens) => new(tokens.Name(entry))
    {
        IsReference = entry.Value.Flag("isReference"u8),
        IsDescriptor = entry.Value.Flag("isDescriptor"u8),
        IsRequired = entry.Value.Flag("isRequired"u8),
        IsPartOfIdentity = entry.Value.Flag("isPartOfIdentity"u8),
        Path = tokens.OptionalPath(entry.Value, "path"u8),
        Type = tokens.OptionalString(entry.Value, "type"u8),
        ProjectName = tokens.OptionalString(entry.Value, "projectName"u8),
        ResourceName = tokens.OptionalString(entry.Value, "resourceName"u8),
        ReferenceJsonPathsElements = entry.Value.Items("referenceJsonPaths"u8, tokens, ReadReference),
    };

    private static ReferenceJsonPaths ReadReference(JsonElement item, SchemaTokens tokens) => new(
        tokens.Path(item.GetProperty("identityJsonPath"u8)),
        tokens.Path(item.GetProperty("referenceJsonPath"u8)),
        tokens.OptionalString(item, "type"u8));

    private static QueryField ReadQueryField(JsonProperty entry, SchemaTokens tokens)
    {
        var paths = new JsonPathAndType[entry.Value.GetArrayLength()];
        var i = 0;
        foreach (var item in entry.Value.EnumerateArray())
            paths[i++] = new JsonPathAndType(tokens.Path(item.GetProperty("path"u8)), tokens.String(item.GetProperty("type"u8)));
        return new QueryField(tokens.Name(entry), ImmutableCollectionsMarshal.AsImmutableArray(paths));
    }

    private static EqualityConstraint ReadEqualityConstraint(JsonElement item, SchemaTokens tokens) =>
        new(tokens.Path(item.GetProperty("sourceJsonPath"u8)), tokens.Path(item.GetProperty("targetJsonPath"u8)));

    private static DecimalPropertyValidationInfo ReadDecimal(JsonElement item, SchemaTokens tokens) => new(
        tokens.Path(item.GetProperty("path"u8)),
        item.Find("totalDigits"u8)?.GetInt16(),
        item.Find("decimalPlaces"u8)?.GetInt16());

    private static ArrayUniquenessConstraint ReadUniqueness(JsonElement item, SchemaTokens tokens) => new(
        tokens.OptionalPath(item, "basePath"u8),
        tokens.Paths(item, "paths"u8),
        item.Items("nestedConstraints"u8, tokens, ReadUniqueness));

    private static EducationOrganizationSecurityElement ReadEducationOrganization(JsonElement item, SchemaTokens tokens) =>
        new(tokens.String(item.GetProperty("metaEdName"u8)), tokens.Path(item.GetProperty("jsonPath"u8)));
}
