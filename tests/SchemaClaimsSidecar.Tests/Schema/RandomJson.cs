using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Schema;

namespace SchemaClaimsSidecar.Tests.Schema;

/// <summary>Random JSON, and random ways to write the same JSON.</summary>
internal sealed class RandomJson(int seed)
{
    private static readonly string[] Numbers =
        ["0", "-0", "1", "1.0", "1e2", "1E+2", "-12.5e-3", "12345678901234567890", "1e999", "0.10000000000000000555"];

    // Around every border of the order and of what is escaped.
    private static readonly string[] Characters =
    [
        "a", "b", "Z", "0", "_", "$", ".", "/", "\\", "\"", "<", "&", "'", "+", " ", "\n", "\t", "\u0000", "\u001f", "\u007f",
        "\u0080", "ä", "ß", "\u07ff", "\u0800", "中", "\u2028", "\ud7ff", "\ue000", "\uf8ff", "\ufeff", "\ufffd", "\uffff", "😀",
        "\U00010000", "\U0010ffff",
    ];

    private readonly Random _random = new(seed);

    // Either both surrogates of a pair or none.
    private readonly bool _escapesSurrogates = seed % 2 == 0;

    public JsonNode? Value(int depth) => _random.Next(depth > 0 ? 7 : 4) switch
    {
        0 => JsonNode.Parse(Numbers[_random.Next(Numbers.Length)]),
        1 => JsonNode.Parse(_random.Next(3) switch { 0 => "true", 1 => "false", _ => "null" }),
        2 or 3 => Text(),
        4 => new JsonArray([.. Enumerable.Range(0, _random.Next(5)).Select(_ => Value(depth - 1))]),
        _ => Object(depth - 1),
    };

    public JsonObject Object(int depth)
    {
        var result = new JsonObject();
        for (var i = _random.Next(8); i > 0; i--)
            result[Characters[_random.Next(Characters.Length)] + (_random.Next(2) == 0 ? "" : String())] = Value(depth);
        return result;
    }

    /// <summary>A core with extensions that both rules accept.</summary>
    public (JsonObject Core, JsonObject[] Extensions) Schema()
    {
        var names = Enumerable.Range(0, 1 + _random.Next(6)).Select(index => $"Resource{index}").ToArray();
        var core = TestSchemas.Core([.. names.Select(name => (name.ToLowerInvariant() + "s", Vary(TestSchemas.Resource(name), "core")))]);
        var extensions = Enumerable.Range(0, _random.Next(4)).Select(index => TestSchemas.Extension(
            $"Ext{(char)('d' - index)}",
            [
                .. names.Where(_ => _random.Next(2) == 0).Select(name => (name + "x", Vary(TestSchemas.Resource(name, true), $"e{index}"))),
                ("own", Vary(TestSchemas.Resource("Own"), "own")),
            ]));
        return (core, [.. extensions]);
    }

    /// <summary>The same JSON with keys, white space and escapes as chance has it.</summary>
    public byte[] Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(text, node);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private JsonObject Vary(JsonObject resource, string by)
    {
        resource["booleanJsonPaths"] = new JsonArray(
            [.. Enumerable.Range(0, _random.Next(3)).Select(i => JsonNode.Parse($"\"$.{by}{i}\""))]);
        resource["openApiFragments"] = new JsonObject { ["resources"] = new JsonObject { ["exts"] = Object(2) } };
        resource["queryFieldMapping"] = new JsonObject(Object(0).Select(field => KeyValuePair.Create(field.Key, QueryPaths())));
        resource.InsertProperties()[by] = Object(3);
        resource.InsertProperties()["_ext"] = new JsonObject
        {
            ["properties"] = new JsonObject { [by] = Object(2), ["shared"] = Object(1) },
        };
        return resource;
    }

    private JsonNode? QueryPaths() => new JsonArray([.. Enumerable.Range(0, _random.Next(3)).Select(index =>
    {
        var path = Object(1);
        path["path"] = $"$.field{index}";
        path["type"] = Text();
        return path;
    })]);

    private JsonNode Text() => JsonNode.Parse(Quote(String()))!;

    private string String() => string.Concat(Enumerable.Range(0, _random.Next(6)).Select(_ => Characters[_random.Next(Characters.Length)]));

    private void Write(StringBuilder text, JsonNode? node)
    {
        Space(text);
        switch (node)
        {
            case JsonObject properties:
                text.Append('{');
                var order = properties.ToArray();
                _random.Shuffle(order);
                Join(text, order, property =>
                {
                    Space(text);
                    text.Append(Quote(property.Key));
                    Space(text);
                    text.Append(':');
                    Write(text, property.Value);
                });
                text.Append('}');
                break;
            case JsonArray items:
                text.Append('[');
                Join(text, items, item => Write(text, item));
                text.Append(']');
                break;
            case JsonValue value when value.TryGetValue<string>(out var content):
                text.Append(Quote(content));
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }

        Space(text);
    }

    private static void Join<T>(StringBuilder text, IEnumerable<T> items, Action<T> write)
    {
        var first = true;
        foreach (var item in items)
        {
            if (!first)
                text.Append(',');
            first = false;
            write(item);
        }
    }

    private void Space(StringBuilder text) => text.Append(_random.Next(12) switch { 0 => " ", 1 => "\n  ", 2 => "\t\r\n", _ => "" });

    private string Quote(string content)
    {
        var text = new StringBuilder("\"");
        foreach (var unit in content)
        {
            if (unit is '"' or '\\' && _random.Next(2) == 0)
                text.Append('\\').Append(unit);
            else if (unit is '"' or '\\' or < ' ' || (char.IsSurrogate(unit) ? _escapesSurrogates : _random.Next(5) == 0))
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
            else
                text.Append(unit);
        }

        return text.Append('"').ToString();
    }
}
