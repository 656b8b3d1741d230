using System.Text;
using System.Text.Json;

namespace Testing.Fuzzing;

/// <summary>A change after which JSON mostly is JSON still: it reaches what stands behind the parser.</summary>
internal static class JsonMutation
{
    private const int DeepestNesting = 200;

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1.5", "1e999", "-0", "9223372036854775808", "2147483648", "123456789012345678901234567890",
        "{}", "[]", "[null]", "[[]]", "{\"\":null}", "\"\"", "\" \"", "\"$\"", "\"$.\"", "\"$.a[*].b\"", "\"$..a\"", "\"$.a[\"", "\"../x\"",
        "\"a/b\"",
        "\"\\u0000\"", "\"\\ud83d\"", "\"\\ud83d\\ude00\"", "\"~0~1\"", "\"#/a/b\"", "\"İıſK\"",
    ];

    /// <summary>The document with one change; null when it is no JSON.</summary>
    public static byte[]? TryMutate(byte[] document, Random random)
    {
        if (JsonSpans.Find(document) is not { Values.Count: > 0 } spans)
            return null;
        var value = spans.Values[random.Next(spans.Values.Count)];
        var length = value.End - value.Start;
        var text = document.AsSpan(value.Start, length);
        switch (random.Next(6))
        {
            case 0:
                return ByteMutation.Replace(document, value.Start, length, Encoding.UTF8.GetBytes(Values[random.Next(Values.Length)]));
            case 1:
                var other = spans.Values[random.Next(spans.Values.Count)];
                return ByteMutation.Replace(document, value.Start, length, document.AsSpan(other.Start, other.End - other.Start));
            case 2:
                var depth = random.Next(1, DeepestNesting);
                var (open, close) = (Enumerable.Repeat((byte)'[', depth), Enumerable.Repeat((byte)']', depth));
                return ByteMutation.Replace(document, value.Start, length, [.. open, .. text, .. close]);
            case 3 when spans.Properties.Count > 0:
                return ChangeProperty(document, spans, random);
            default:
                return ByteMutation.Replace(document, value.Start, 0, [.. text, (byte)',']);
        }
    }

    // Twice in its object, gone, under another's name, or in another object.
    private static byte[] ChangeProperty(byte[] document, JsonSpans spans, Random random)
    {
        var property = spans.Properties[random.Next(spans.Properties.Count)];
        var other = spans.Properties[random.Next(spans.Properties.Count)];
        var text = document.AsSpan(property.Start, property.End - property.Start);
        switch (random.Next(4))
        {
            case 0:
                return ByteMutation.Replace(document, property.Start, 0, [.. text, (byte)',']);
            case 1:
                var end = property.End;
                while (end < document.Length && document[end] is (byte)' ' or (byte)'\n')
                    end++;
                var comma = end < document.Length && document[end] == ',' ? 1 : 0;
                return ByteMutation.Replace(document, property.Start, end + comma - property.Start, []);
            case 2:
                return ByteMutation.Replace(
                    document, property.Start, property.NameEnd - property.Start, document.AsSpan(other.Start, other.NameEnd - other.Start));
            default:
                return ByteMutation.Replace(document, other.Start, 0, [.. text, (byte)',']);
        }
    }
}
