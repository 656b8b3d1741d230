using System.Buffers;
using System.Globalization;
using System.Text;

namespace Grpc.Wire.Framing;

/// <summary>The encoding of grpc-message: UTF-8, with all but printable ASCII, and '%' itself, as %XX.</summary>
internal static class PercentEncoding
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Where(character => character != '%').ToArray());

    public static string Encode(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Plain))
            return text;
        var encoded = new StringBuilder();
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            if (Plain.Contains((char)octet))
                encoded.Append((char)octet);
            else
                encoded.Append('%').Append(octet.ToString("X2"));
        }

        return encoded.ToString();
    }

    /// <summary>Never fails: what is not an escape stays as it is.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('%'))
            return text;
        var raw = Encoding.UTF8.GetBytes(text);
        var length = 0;
        for (var index = 0; index < raw.Length; index++, length++)
        {
            if (raw[index] == '%' && TryDecodeEscape(raw.AsSpan(index + 1), out var octet))
            {
                raw[length] = octet;
                index += 2;
            }
            else
            {
                raw[length] = raw[index];
            }
        }

        return Encoding.UTF8.GetString(raw, 0, length);
    }

    private static bool TryDecodeEscape(ReadOnlySpan<byte> digits, out byte octet)
    {
        octet = 0;
        return digits.Length >= 2
            && byte.TryParse(digits[..2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out octet);
    }
}
