using System.Buffers;
using System.Buffers.Text;

namespace SchemaClaimsSidecar.Schema.Validation;

/// <summary>The JSON paths of API schemas: <c>$</c>, then steps <c>.name</c>, <c>['name']</c>, <c>[*]</c> and <c>[0]</c>.</summary>
internal static class JsonPathGrammar
{
    private static readonly SearchValues<byte> NotInNames = SearchValues.Create("]'*?@ "u8);

    /// <summary>Whether a text is such a path.</summary>
    public static bool IsPath(ReadOnlySpan<byte> text)
    {
        if (text is not [(byte)'$', .. var rest])
            return false;
        while (!rest.IsEmpty)
        {
            var length = rest[0] switch { (byte)'.' => LengthOfName(rest), (byte)'[' => LengthOfBracket(rest), _ => 0 };
            if (length == 0)
                return false;
            rest = rest[length..];
        }

        return true;
    }

    private static int LengthOfName(ReadOnlySpan<byte> rest)
    {
        var end = rest[1..].IndexOfAny((byte)'.', (byte)'[');
        var name = end < 0 ? rest[1..] : rest.Slice(1, end);
        return name.IsEmpty || name.ContainsAny(NotInNames) ? 0 : 1 + name.Length;
    }

    private static int LengthOfBracket(ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)']');
        return end >= 2 && IsStep(rest[1..end]) ? end + 1 : 0;
    }

    private static bool IsStep(ReadOnlySpan<byte> inside) =>
        inside.SequenceEqual("*"u8)
        || (inside.Length > 2 && inside[0] == '\'' && inside[1..].IndexOf((byte)'\'') == inside.Length - 2)
        || IsIndex(inside);

    private static bool IsIndex(ReadOnlySpan<byte> inside) =>
        !inside.ContainsAnyExceptInRange((byte)'0', (byte)'9')
        && Utf8Parser.TryParse(inside, out int _, out var read) && read == inside.Length;
}
