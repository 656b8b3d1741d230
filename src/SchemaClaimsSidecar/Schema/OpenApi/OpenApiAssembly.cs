using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.OpenApi;

/// <summary>A document under assembly: the core's base document and what fragments add to it. The inputs are only read.</summary>
internal sealed class OpenApiAssembly
{
    private readonly JsonElement _baseDocument;

    public OpenApiAssembly(JsonElement baseDocument, ICollection<OpenApiProblem> problems)
    {
        _baseDocument = baseDocument;
        Problems = problems;
        if (baseDocument.TryGetObject("components", out var components))
            Components.Replace(components);
        foreach (var path in baseDocument.MembersOf("paths"))
            Paths[path.Name] = path.Value;
        foreach (var tag in baseDocument.ItemsOf("tags"))
            Tags.TryAdd(tag);
    }

    public Components Components { get; } = new();

    public ComponentSchemas Schemas => Components.Schemas;

    public OrderedDictionary<string, JsonElement> Paths { get; } = new(StringComparer.Ordinal);

    public TagList Tags { get; } = new();

    public ICollection<OpenApiProblem> Problems { get; }

    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var member in _baseDocument.EnumerateObject().Where(member => !IsAssembled(member) && !DependsOnRequest(member)))
            member.WriteTo(writer);
        writer.WritePropertyName("paths");
        WritePaths(writer);
        writer.WritePropertyName("components");
        Components.WriteTo(writer);
        writer.WritePropertyName("tags");
        Tags.WriteTo(writer);
        writer.WriteEndObject();
    }

    private static bool IsAssembled(JsonProperty member) =>
        member.NameEquals("components") || member.NameEquals("paths") || member.NameEquals("tags");

    private static bool DependsOnRequest(JsonProperty member) => member.NameEquals("servers") || member.NameEquals("security");

    private void WritePaths(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var (name, item) in Paths)
        {
            writer.WritePropertyName(name);
            item.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
