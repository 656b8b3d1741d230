using System.Text.Json.Nodes;
using SchemaClaims.Contracts;

namespace Dms.Client.Tests.Support;

/// <summary>Takes ApiSchema documents apart into parts, as docs/protocol.md says. The documents are merged already.</summary>
internal static class SchemaSplitter
{
    public static IReadOnlyList<Part> Split(params IEnumerable<JsonNode> documents) => [.. documents.SelectMany(SplitDocument)];

    private static IEnumerable<Part> SplitDocument(JsonNode document)
    {
        var root = document.DeepClone();
        var project = root["projectSchema"]!.AsObject();
        var endpoint = (string)project["projectEndpointName"]!;
        var resources = Take(project, "resourceSchemas")!.AsObject();

        var fragments = new JsonObject();
        if (Take(project, "openApiBaseDocuments") is { } baseDocuments)
            fragments["openApiBaseDocuments"] = baseDocuments;
        AddFragments(fragments, "abstractResources", project["abstractResources"]!.AsObject(), "openApiFragment");
        AddFragments(fragments, "resourceSchemas", resources, "openApiFragments");

        yield return Part.Of(PartNames.Project(endpoint), CanonicalJson.Write(root));
        foreach (var (name, resource) in resources)
            yield return Part.Of(PartNames.Resource(endpoint, name), CanonicalJson.Write(resource));
        if (fragments.Count > 0)
            yield return Part.Of(PartNames.OpenApiFragments(endpoint), CanonicalJson.Write(fragments));
    }

    private static void AddFragments(JsonObject fragments, string key, JsonObject owners, string property)
    {
        var found = new JsonObject();
        foreach (var (name, owner) in owners)
        {
            if (Take(owner!.AsObject(), property) is { } fragment)
                found[name] = fragment;
        }

        if (found.Count > 0)
            fragments[key] = found;
    }

    private static JsonNode? Take(JsonObject owner, string property)
    {
        var value = owner[property];
        owner.Remove(property);
        return value;
    }
}
