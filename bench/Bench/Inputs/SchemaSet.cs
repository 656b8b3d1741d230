using System.Text.Json.Nodes;
using SchemaGeneration;
using Testing;

namespace Bench.Inputs;

/// <summary>A core document and its extensions, real ones where there are any.</summary>
/// <param name="Origin">What they are, in words.</param>
/// <param name="Core">The core document.</param>
/// <param name="Extensions">The extension documents.</param>
internal sealed record SchemaSet(string Origin, NamedDocument Core, IReadOnlyList<NamedDocument> Extensions)
{
    public IEnumerable<NamedDocument> Documents => [Core, .. Extensions];

    public long Length => Documents.Sum(document => (long)document.Content.Length);

    public string CoreEndpoint => JsonNode.Parse(Core.Content)!["projectSchema"]!["projectEndpointName"]!.GetValue<string>();

    public IReadOnlyList<string> CoreResourceNames =>
    [
        .. JsonNode.Parse(Core.Content)!["projectSchema"]!["resourceSchemas"]!.AsObject()
            .Select(resource => resource.Value!["resourceName"]!.GetValue<string>()),
    ];

    public static SchemaSet Load() => RealData.WhyAbsent is null ? Real() : Generated();

    /// <summary>The same schema, but for the description of the last extension project.</summary>
    public SchemaSet WithExtensionDescription(string description)
    {
        var changed = Extensions[^1].Change(root => root["projectSchema"]!["description"] = description);
        return this with { Extensions = [.. Extensions.SkipLast(1), changed] };
    }

    /// <summary>The same schema, but for the title of every resource's JSON schema.</summary>
    public SchemaSet WithResourceTitles(string title) => this with
    {
        Core = Core.Change(root => SetTitles(root, title)),
        Extensions = [.. Extensions.Select(extension => extension.Change(root => SetTitles(root, title)))],
    };

    private static void SetTitles(JsonNode root, string title)
    {
        foreach (var (_, resource) in root["projectSchema"]!["resourceSchemas"]!.AsObject())
            resource!["jsonSchemaForInsert"]!["title"] = title;
    }

    private static SchemaSet Real() => new(
        "a real core and three real extensions",
        Read("core-ds51-derived.json"), [Read("homograph.json"), Read("sample.json"), Read("tpdm.json")]);

    private static SchemaSet Generated()
    {
        var schema = SchemaGenerator.Generate(seed: 1, new GeneratorOptions { Extensions = 3, OpenApi = false });
        return new SchemaSet(
            "a generated core (350 resources) and three generated extensions",
            new NamedDocument("core.json", schema.Core),
            [.. schema.Extensions.Select((extension, index) => new NamedDocument($"extension-{index + 1}.json", extension))]);
    }

    private static NamedDocument Read(string name) => new(name, RealData.Read($"apischema/{name}"));
}
