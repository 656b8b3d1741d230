using System.Text.Json.Nodes;

namespace SchemaClaimsSidecar.Tests.Comparison;

/// <summary>
/// What an extension brings to a core, read from the two documents alone: no merge, no parts, no comparison. For extensions that put
/// nothing into the core but what is below <c>_ext</c>.
/// </summary>
internal static class NaiveExtensionList
{
    /// <summary>Lines such as <c>Field ed-fi/schools $._ext.tpdm</c>, sorted.</summary>
    public static string[] Of(JsonNode core, JsonNode extension)
    {
        var project = extension["projectEndpointName"]!.GetValue<string>();
        List<string> lines = [$"Project {project}"];
        foreach (var (endpoint, resource) in extension["resourceSchemas"]!.AsObject())
        {
            if (!resource!["isResourceExtension"]!.GetValue<bool>())
            {
                lines.Add($"Resource {project}/{endpoint}");
                continue;
            }

            lines.Add($"ResourceExtension {project}/{endpoint}");
            var (subject, extended) = Find(core, resource["resourceName"]!.GetValue<string>());
            lines.AddRange(Brought(resource, extended).Select(line => line.Replace("@", subject, StringComparison.Ordinal)));
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }

    private static (string Subject, JsonNode Resource) Find(JsonNode core, string resourceName)
    {
        var (endpoint, resource) = core["resourceSchemas"]!.AsObject()
            .Single(entry => entry.Value!["resourceName"]!.GetValue<string>() == resourceName);
        return ($"{core["projectEndpointName"]!.GetValue<string>()}/{endpoint}", resource!);
    }

    private static IEnumerable<string> Brought(JsonNode resource, JsonNode extended)
    {
        List<string> had = [], fields = [];
        CollectFields(extended["jsonSchemaForInsert"]!, "$", had);
        CollectFields(resource["jsonSchemaForInsert"]!, "$", fields);
        foreach (var entry in resource["commonExtensionOverrides"]?.AsArray() ?? [])
            CollectOverride(entry!, fields);
        foreach (var field in fields.Distinct().Except(had))
            yield return $"Field @ {field}";
        foreach (var (_, mapping) in resource["documentPathsMapping"]!.AsObject())
        {
            if (mapping!["isReference"]!.GetValue<bool>())
                yield return $"Reference @ {PlaceOf(mapping)}";
        }

        var constraints = Equalities(resource).Concat(Unique(resource)).Except(Equalities(extended).Concat(Unique(extended)));
        foreach (var constraint in constraints)
            yield return $"Constraint @ {constraint}";
    }

    private static void CollectFields(JsonNode schema, string path, List<string> fields)
    {
        foreach (var (name, property) in schema["properties"]?.AsObject() ?? [])
        {
            fields.Add($"{path}.{name}");
            CollectFields(property!, $"{path}.{name}", fields);
        }

        if (schema["items"] is { } items)
            CollectFields(items, path + "[*]", fields);
    }

    // "$.properties.addresses.items" is "$.addresses[*]" in the document; the fragment is what _ext is there.
    private static void CollectOverride(JsonNode entry, List<string> fields)
    {
        foreach (var location in entry["insertionLocations"]!.AsArray().Select(location => location!.GetValue<string>()))
        {
            var place = location.Replace(".properties", "", StringComparison.Ordinal).Replace(".items", "[*]", StringComparison.Ordinal);
            fields.Add($"{place}._ext");
            CollectFields(entry["schemaFragment"]!, $"{place}._ext", fields);
        }
    }

    private static string PlaceOf(JsonNode mapping)
    {
        if (mapping["path"] is { } path)
            return path.GetValue<string>();
        var identity = mapping["referenceJsonPaths"]!.AsArray()[0]!["referenceJsonPath"]!.GetValue<string>();
        return identity[..identity.LastIndexOf('.')];
    }

    private static IEnumerable<string> Equalities(JsonNode resource) => resource["equalityConstraints"]!.AsArray()
        .Select(item => Sorted("equal", [item!["sourceJsonPath"]!.GetValue<string>(), item["targetJsonPath"]!.GetValue<string>()]));

    private static IEnumerable<string> Unique(JsonNode resource)
    {
        foreach (var constraint in resource["arrayUniquenessConstraints"]!.AsArray())
        {
            yield return Sorted("unique", PathsOf(constraint!));
            foreach (var nested in constraint!["nestedConstraints"]?.AsArray() ?? [])
            {
                var scope = nested!["basePath"]!.GetValue<string>();
                yield return $"{Sorted("unique", PathsOf(nested).Select(path => scope + path[1..]))} within {scope}";
            }
        }
    }

    private static IEnumerable<string> PathsOf(JsonNode constraint) =>
        constraint["paths"]!.AsArray().Select(path => path!.GetValue<string>());

    private static string Sorted(string kind, IEnumerable<string> paths) =>
        $"{kind}: {string.Join(", ", paths.Order(StringComparer.Ordinal))}";
}
