using System.Collections.Immutable;
using System.Globalization;

namespace Dms.Client.Schema;

/// <summary>Takes the text of a JSON path apart.</summary>
internal static class JsonPathParser
{
    public static bool TryParse(ReadOnlySpan<char> text, out ImmutableArray<JsonPathSegment> segments)
    {
        segments = [];
        if (text.IsEmpty || text[0] != '$')
            return false;
        var steps = ImmutableArray.CreateBuilder<JsonPathSegment>();
        for (var rest = text[1..]; !rest.IsEmpty;)
        {
            var length = rest[0] switch
            {
                '.' => ReadProperty(rest, steps),
                '[' => ReadBracket(rest, steps),
                _ => 0,
            };
            if (length == 0)
                return false;
            rest = rest[length..];
        }

        segments = steps.DrainToImmutable();
        return true;
    }

    private static int ReadProperty(ReadOnlySpan<char> rest, ImmutableArray<JsonPathSegment>.Builder steps)
    {
        var end = rest[1..].IndexOfAny('.', '[');
        var name = end < 0 ? rest[1..] : rest.Slice(1, end);
        if (name.IsEmpty || name.ContainsAny("]'*?@ "))
            return 0;
        steps.Add(JsonPathSegment.Property(name.ToString()));
        return 1 + name.Length;
    }

    private static int ReadBracket(ReadOnlySpan<char> rest, ImmutableArray<JsonPathSegment>.Builder steps)
    {
        var end = rest.IndexOf(']');
        if (end < 2)
            return 0;
        var inside = rest[1..end];
        if (inside is "*")
            steps.Add(JsonPathSegment.Wildcard);
        else if (inside.Length > 2 && inside[0] == '\'' && inside[1..].IndexOf('\'') == inside.Length - 2)
            steps.Add(JsonPathSegment.Property(inside[1..^1].ToString()));
        // By itself int.TryParse passes over zero characters at the end.
        else if (!inside.ContainsAnyExceptInRange('0', '9') && int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            steps.Add(JsonPathSegment.Item(index));
        else
            return 0;
        return end + 1;
    }
}
