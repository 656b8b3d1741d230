using System.Text.Json;

namespace Testing.Fuzzing;

/// <summary>Where the values and the properties of a JSON document stand.</summary>
internal sealed class JsonSpans
{
    private JsonSpans()
    {
    }

    public List<(int Start, int End)> Values { get; } = [];

    /// <summary>From the name to the end of the value.</summary>
    public List<(int Start, int NameEnd, int End)> Properties { get; } = [];

    /// <summary>Null when the bytes are no JSON.</summary>
    public static JsonSpans? Find(ReadOnlySpan<byte> json)
    {
        var spans = new JsonSpans();
        var open = new Stack<(int Start, (int Start, int End)? Name)>();
        (int Start, int End)? name = null;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
                var (start, end) = ((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        // The colon is consumed with the name.
                        name = (start, start + reader.ValueSpan.Length + 2);
                        continue;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        open.Push((start, name));
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        var (opened, ofName) = open.Pop();
                        spans.Add(ofName, opened, end);
                        break;
                    default:
                        spans.Add(name, start, end);
                        break;
                }

                name = null;
            }

            return spans;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Add((int Start, int End)? name, int start, int end)
    {
        Values.Add((start, end));
        if (name is { } named)
            Properties.Add((named.Start, named.End, end));
    }
}
