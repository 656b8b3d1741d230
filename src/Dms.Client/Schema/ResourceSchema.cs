using System.Collections.Immutable;

namespace Dms.Client.Schema;

/// <summary>
/// Everything that the API schema says about one resource, read once and never changed. Core resources include what extensions
/// add to them. While a resource's bytes stay the same, snapshots share the same object.
/// </summary>
/// <remarks>Lists that the schema leaves out are empty. Lists keep the schema's order.</remarks>
public sealed class ResourceSchema
{
    private static int _made;

    internal ResourceSchema(string projectEndpointName, string endpointName, string resourceName)
    {
        ProjectEndpointName = projectEndpointName;
        EndpointName = endpointName;
        ResourceName = resourceName;
        ResourceClaimUri = Claims.ResourceClaimUri.Of(projectEndpointName, resourceName);
    }

    /// <summary>A number of its own. Those of a schema, made one after the other, collide in no hash table.</summary>
    internal int Ordinal { get; } = Interlocked.Increment(ref _made);

    /// <summary>The project's segment in the URL, such as <c>ed-fi</c>.</summary>
    public string ProjectEndpointName { get; }

    /// <summary>The resource's segment in the URL, such as <c>students</c>.</summary>
    public string EndpointName { get; }

    /// <summary>The resource's name in the model, such as <c>Student</c>.</summary>
    public string ResourceName { get; }

    /// <summary>The claim that grants access: <c>http://ed-fi.org/identity/claims/{project endpoint}/{resource name}</c>.</summary>
    public string ResourceClaimUri { get; }

    /// <summary>Whether it is the enumeration of school years.</summary>
    public bool IsSchoolYearEnumeration { get; internal init; }

    /// <summary>Whether it is a descriptor.</summary>
    public bool IsDescriptor { get; internal init; }

    /// <summary>Whether it only extends a core resource and is no resource of its own.</summary>
    public bool IsResourceExtension { get; internal init; }

    /// <summary>Whether a document's identity may change.</summary>
    public bool AllowIdentityUpdates { get; internal init; }

    /// <summary>The JSON Schema of a new document.</summary>
    public required RawJson JsonSchemaForInsert { get; init; }

    /// <summary>The JSON Schema of a changed document: that for a new one, with a required <c>id</c>.</summary>
    public required RawJson JsonSchemaForUpdate { get; init; }

    /// <summary>The values that must be equal within a document.</summary>
    public ImmutableArray<EqualityConstraint> EqualityConstraints { get; internal init; } = [];

    /// <summary>The places of the identity values.</summary>
    public ImmutableArray<JsonPath> IdentityJsonPaths { get; internal init; } = [];

    /// <summary>The places of Booleans.</summary>
    public ImmutableArray<JsonPath> BooleanJsonPaths { get; internal init; } = [];

    /// <summary>The places of numbers, decimals among them.</summary>
    public ImmutableArray<JsonPath> NumericJsonPaths { get; internal init; } = [];

    /// <summary>The places of dates.</summary>
    public ImmutableArray<JsonPath> DateJsonPaths { get; internal init; } = [];

    /// <summary>The places of dates with a time.</summary>
    public ImmutableArray<JsonPath> DateTimeJsonPaths { get; internal init; } = [];

    /// <summary>Where the properties of the model stand in a document.</summary>
    public ImmutableArray<DocumentPath> DocumentPaths { get; internal init; } = [];

    /// <summary>The query parameters.</summary>
    public ImmutableArray<QueryField> QueryFields { get; internal init; } = [];

    /// <summary>Whether it is a subclass of another resource.</summary>
    public bool IsSubclass { get; internal init; }

    /// <summary><c>association</c> or <c>domainEntity</c>; null unless it is a subclass.</summary>
    public string? SubclassType { get; internal init; }

    /// <summary>The resource above it; null unless it is a subclass.</summary>
    public string? SuperclassResourceName { get; internal init; }

    /// <summary>The project of the resource above it; null unless it is a subclass.</summary>
    public string? SuperclassProjectName { get; internal init; }

    /// <summary>The identity value that has another name in the resource above it; null unless that is a domain entity.</summary>
    public JsonPath? SuperclassIdentityJsonPath { get; internal init; }

    /// <summary>The places of namespaces that secure a document.</summary>
    public ImmutableArray<JsonPath> NamespaceSecurityElementPaths { get; internal init; } = [];

    /// <summary>The education organizations that secure a document.</summary>
    public ImmutableArray<EducationOrganizationSecurityElement> EducationOrganizationSecurityElementPaths { get; internal init; } = [];

    /// <summary>The places of students that secure a document.</summary>
    public ImmutableArray<JsonPath> StudentSecurityElementPaths { get; internal init; } = [];

    /// <summary>The places of contacts that secure a document.</summary>
    public ImmutableArray<JsonPath> ContactSecurityElementPaths { get; internal init; } = [];

    /// <summary>The places of staff that secure a document.</summary>
    public ImmutableArray<JsonPath> StaffSecurityElementPaths { get; internal init; } = [];

    /// <summary>The authorization pathways that a document takes part in.</summary>
    public ImmutableArray<string> AuthorizationPathways { get; internal init; } = [];

    /// <summary>How many digits decimals may have.</summary>
    public ImmutableArray<DecimalPropertyValidationInfo> DecimalPropertyValidationInfos { get; internal init; } = [];

    /// <summary>The values that must differ between the items of an array.</summary>
    public ImmutableArray<ArrayUniquenessConstraint> ArrayUniquenessConstraints { get; internal init; } = [];

    /// <summary>The domains of the model that it belongs to.</summary>
    public ImmutableArray<string> Domains { get; internal init; } = [];

    /// <summary>The whole resource as the sidecar sent it: canonical JSON without <c>openApiFragments</c>.</summary>
    public required RawJson Json { get; init; }

    /// <summary>What projections made of this resource, by the order of their registration.</summary>
    internal object?[] Projections { get; set; } = [];

    /// <summary>The JSON Schema for a request body.</summary>
    /// <param name="method">The HTTP method, in any case.</param>
    /// <returns><see cref="JsonSchemaForInsert"/> for POST, <see cref="JsonSchemaForUpdate"/> for every other method.</returns>
    public RawJson JsonSchemaForRequestMethod(string method) =>
        string.Equals(method, "POST", StringComparison.OrdinalIgnoreCase) ? JsonSchemaForInsert : JsonSchemaForUpdate;

    /// <summary>Finds a query parameter, ignoring case.</summary>
    /// <returns>The parameter; null when the resource has none of this name.</returns>
    public QueryField? FindQueryField(ReadOnlySpan<char> name)
    {
        foreach (var field in QueryFields)
        {
            if (name.Equals(field.Name, StringComparison.OrdinalIgnoreCase))
                return field;
        }

        return null;
    }

    /// <summary>The project and the endpoint.</summary>
    public override string ToString() => $"{ProjectEndpointName}/{EndpointName}";
}
