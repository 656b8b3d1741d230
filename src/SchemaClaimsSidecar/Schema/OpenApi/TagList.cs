using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.OpenApi;

/// <summary>The tags of a document, each name once: the first stays.</summary>
internal sealed class TagList
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<JsonElement> _tags = [];

    /// <summary>Takes a tag, or skips it when its name is there; false when it has no name.</summary>
    public bool TryAdd(JsonElement tag)
    {
        if (tag.StringOrNull("name") is not { } name)
            return false;
        if (_names.Add(name))
            _tags.Add(tag);
        return true;
    }

    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var tag in _tags)
            tag.WriteTo(writer);
        writer.WriteEndArray();
    }
}
