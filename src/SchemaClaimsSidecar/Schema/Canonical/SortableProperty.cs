using System.Runtime.InteropServices;
using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.Canonical;

/// <summary>
/// A property on its way into canonical JSON. They are ordered by the UTF-16 code units of their names, which is found out on the
/// UTF-8 as it stands in the document.
/// </summary>
/// <param name="Property">The property.</param>
/// <param name="IsPlain">Whether its name stands in canonical JSON as it stands in the document.</param>
internal readonly record struct SortableProperty(JsonProperty Property, bool IsPlain) : IComparable<SortableProperty>
{
    public ReadOnlySpan<byte> RawName => JsonMarshal.GetRawUtf8PropertyName(Property);

    public int CompareTo(SortableProperty other)
    {
        var name = RawName;
        var otherName = other.RawName;
        if (IsPlain && other.IsPlain)
            return name.SequenceCompareTo(otherName);
        return name.Contains((byte)'\\') || otherName.Contains((byte)'\\')
            ? string.CompareOrdinal(Property.Name, other.Property.Name)
            : CompareUtf16(name, otherName);
    }

    private static int CompareUtf16(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var same = left.CommonPrefixLength(right);
        return same == left.Length || same == right.Length ? left.Length - right.Length : Rank(left[same]) - Rank(right[same]);
    }

    // UTF-8 sorts as code points do. UTF-16 differs in one place: surrogates (first bytes F0 to F4) come before U+E000 to U+FFFF
    // (first bytes EE and EF).
    private static int Rank(byte first) => first is 0xEE or 0xEF ? first + 0x10 : first;
}
