using System.Text.Json.Nodes;

namespace Dms.Client.Postgresql.Tests.Support;

/// <summary>A resource of a test, as little of it as matters to the data path.</summary>
internal sealed record TestResource(string Name, params string[] Identity)
{
    public bool AllowIdentityUpdates { get; init; } = true;

    public bool IsDescriptor { get; init; }

    public string? Superclass { get; init; }

    public string? SuperclassIdentity { get; init; }

    public IReadOnlyList<TestReference> References { get; init; } = [];

    public IReadOnlyList<string> Namespaces { get; init; } = [];

    public IReadOnlyList<(string PropertyName, string Path)> Organizations { get; init; } = [];

    public IReadOnlyList<string> Students { get; init; } = [];

    public IReadOnlyList<string> Contacts { get; init; } = [];

    public IReadOnlyList<string> Staff { get; init; } = [];

    public IReadOnlyList<(string Name, string Path, string Type)> QueryFields { get; init; } = [];

    public string Endpoint => char.ToLowerInvariant(Name[0]) + (Name[^1] == 'y' ? Name[1..^1] + "ies" : Name[1..] + "s");

    public JsonObject ToJson(string project) => new()
    {
        ["resourceName"] = Name,
        ["isDescriptor"] = IsDescriptor,
        ["isSubclass"] = Superclass is not null,
        ["superclassProjectName"] = Superclass is null ? null : project,
        ["superclassResourceName"] = Superclass,
        ["superclassIdentityJsonPath"] = SuperclassIdentity,
        ["allowIdentityUpdates"] = AllowIdentityUpdates,
        ["identityJsonPaths"] = Strings(Identity),
        ["documentPathsMapping"] = new JsonObject(References.Select(reference => KeyValuePair.Create<string, JsonNode?>(
            reference.Name, ReferenceOf(project, reference)))),
        ["queryFieldMapping"] = new JsonObject(QueryFields.GroupBy(field => field.Name).Select(field => KeyValuePair.Create<string, JsonNode?>(
            field.Key, new JsonArray([.. field.Select(path => new JsonObject { ["path"] = path.Path, ["type"] = path.Type })])))),
        ["securableElements"] = new JsonObject
        {
            ["Namespace"] = Strings(Namespaces),
            ["EducationOrganization"] = new JsonArray(
                [.. Organizations.Select(value => new JsonObject { ["metaEdName"] = value.PropertyName, ["jsonPath"] = value.Path })]),
            ["Student"] = Strings(Students),
            ["Contact"] = Strings(Contacts),
            ["Staff"] = Strings(Staff),
        },
        ["jsonSchemaForInsert"] = new JsonObject { ["type"] = "object" },
    };

    private static JsonObject ReferenceOf(string project, TestReference reference) => new()
    {
        ["isReference"] = true,
        ["projectName"] = project,
        ["resourceName"] = reference.Target,
        ["referenceJsonPaths"] = new JsonArray([.. reference.Paths.Select(
            path => new JsonObject { ["identityJsonPath"] = path.IdentityPath, ["referenceJsonPath"] = path.ReferencePath })]),
    };

    private static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(value => (JsonNode)value)]);
}
