using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaClaimsSidecar.Tests.Schema.Dependencies;

/// <summary>Builds a project schema with just what the load order reads. Endpoints are the names in lower case with an s.</summary>
internal sealed class ProjectBuilder(string name = "Ed-Fi")
{
    private readonly JsonObject _resources = [];
    private readonly JsonObject _abstractResources = [];

    public ProjectBuilder Abstract(string resource)
    {
        _abstractResources[resource] = new JsonObject { ["identityJsonPaths"] = new JsonArray() };
        return this;
    }

    /// <summary>A resource and its references: <c>A</c> optional, <c>A!</c> required, <c>Project:A</c> of another project.</summary>
    public ProjectBuilder Resource(string resource, params string[] references) => Add(resource, references, _ => { });

    public ProjectBuilder Subclass(string resource, string superclass, params string[] references) => Add(resource, references, schema =>
    {
        schema["isSubclass"] = true;
        schema["superclassProjectName"] = "Ed-Fi";
        schema["superclassResourceName"] = superclass;
    });

    public ProjectBuilder ExtensionOf(string coreResource, params string[] references) =>
        Add(coreResource, references, schema => schema["isResourceExtension"] = true);

    public ProjectBuilder SchoolYears(string resource, params string[] references) =>
        Add(resource, references, schema => schema["isSchoolYearEnumeration"] = true);

    public JsonElement Build() => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["projectName"] = name,
        ["projectEndpointName"] = name.ToLowerInvariant(),
        ["abstractResources"] = _abstractResources.DeepClone(),
        ["resourceSchemas"] = _resources.DeepClone(),
    });

    private ProjectBuilder Add(string resource, string[] references, Action<JsonObject> configure)
    {
        var paths = new JsonObject();
        foreach (var reference in references)
            paths[$"Path{paths.Count}"] = Reference(reference);
        paths["Scalar"] = new JsonObject { ["isReference"] = false, ["path"] = "$.scalar" };
        var schema = new JsonObject { ["resourceName"] = resource, ["documentPathsMapping"] = paths };
        configure(schema);
        _resources[resource.ToLowerInvariant() + "s"] = schema;
        return this;
    }

    private JsonObject Reference(string reference)
    {
        var target = reference.TrimEnd('!').Split(':');
        return new JsonObject
        {
            ["isReference"] = true,
            ["isRequired"] = reference.EndsWith('!'),
            ["projectName"] = target.Length == 2 ? target[0] : name,
            ["resourceName"] = target[^1],
        };
    }
}
