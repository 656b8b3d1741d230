using System.Globalization;

namespace SchemaClaimsSidecar.Documents;

/// <summary>
/// Finds escapes such as <c>\ud800</c> that are half of a character. JSON's grammar allows them, but no Unicode text can hold them.
/// </summary>
internal static class LoneSurrogates
{
    private const int EscapeLength = 6;

    /// <summary>Whether any escape stands for a surrogate, paired or not: a quick look that is often wrong but never misses one.</summary>
    public static bool MayBeIn(ReadOnlySpan<byte> json)
    {
        while (json.IndexOf("\\u"u8) is >= 0 and var at)
        {
            json = json[(at + 2)..];
            if (json.Length > 0 && json[0] is (byte)'d' or (byte)'D')
                return true;
        }

        return false;
    }

    /// <summary>Whether the text between the quotes of a JSON string holds an unpaired surrogate.</summary>
    public static bool AreIn(ReadOnlySpan<byte> text)
    {
        while (text.IndexOf((byte)'\\') is >= 0 and var at)
        {
            text = text[at..];
            if (!TryReadUnit(text, out var unit))
            {
                text = text[2..];
                continue;
            }

            text = text[EscapeLength..];
            if (char.IsLowSurrogate(unit))
                return true;
            if (!char.IsHighSurrogate(unit))
                continue;
            if (!TryReadUnit(text, out var low) || !char.IsLowSurrogate(low))
                return true;
            text = text[EscapeLength..];
        }

        return false;
    }

    private static bool TryReadUnit(ReadOnlySpan<byte> text, out char unit)
    {
        unit = default;
        if (text.Length < EscapeLength || !text.StartsWith("\\u"u8)
            || !ushort.TryParse(text[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            return false;
        unit = (char)value;
        return true;
    }
}
