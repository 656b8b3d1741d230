using System.Runtime.InteropServices;
using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.Canonical;

/// <summary>The order of keys in canonical JSON: by UTF-16 code unit, found out on the UTF-8 as it stands in the document.</summary>
internal sealed class NameOrder : IComparer<JsonProperty>
{
    public static readonly NameOrder Instance = new();

    public int Compare(JsonProperty x, JsonProperty y)
    {
        var left = JsonMarshal.GetRawUtf8PropertyName(x);
        var right = JsonMarshal.GetRawUtf8PropertyName(y);
        var same = left.CommonPrefixLength(right);
        var isEscaped = same < left.Length && left[same] == '\\'
            || same < right.Length && right[same] == '\\'
            || left[..same].Contains((byte)'\\');
        return isEscaped ? string.CompareOrdinal(x.Name, y.Name) : CompareFrom(same, left, right);
    }

    /// <summary>Compares UTF-8 texts by the UTF-16 code units that they stand for.</summary>
    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        CompareFrom(left.CommonPrefixLength(right), left, right);

    private static int CompareFrom(int same, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        same == left.Length || same == right.Length
            ? left.Length - right.Length
            : Rank(left[same]) - Rank(right[same]);

    // UTF-8 sorts as code points do. UTF-16 differs in one place: surrogates (first bytes F0 to F4) come before U+E000 to U+FFFF
    // (first bytes EE and EF).
    private static int Rank(byte first) => first is 0xEE or 0xEF ? first + 0x10 : first;
}
