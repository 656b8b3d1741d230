using System.Buffers.Binary;

namespace Testing.Fuzzing;

/// <summary>A change that knows nothing of what the bytes mean.</summary>
internal static class ByteMutation
{
    private const int LongestSpan = 64;

    private static readonly byte[] Bytes = [0, 1, 0x7F, 0x80, 0xC0, 0xED, 0xFF, .. "\"\\{}[],:-.eE0 \n/%="u8];

    private static readonly byte[][] Texts =
    [
        [.. "\\ud800"u8], [.. "\\u0000"u8], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [.. "-1e999"u8],
        [.. "18446744073709551616"u8], [.. "[[[[{\"\":"u8], [.. "null"u8], [.. "../"u8], [.. "%00"u8], [.. "\r\n"u8],
    ];

    private static readonly int[] Numbers = [0, 1, -1, int.MaxValue, int.MinValue, 0x7FFF, 0x1000000];

    public static byte[] Mutate(byte[] document, byte[] other, Random random)
    {
        var at = random.Next(document.Length + 1);
        var length = Math.Min(random.Next(1, LongestSpan), document.Length - at);
        switch (random.Next(10))
        {
            case 0 when length > 0:
                return Replace(document, at, 1, [(byte)(document[at] ^ (1 << random.Next(8)))]);
            case 1 when length > 0:
                return Replace(document, at, 1, [Bytes[random.Next(Bytes.Length)]]);
            case 2:
                return Replace(document, at, length, []);
            case 3:
                return Replace(document, at, 0, document.AsSpan(at, length));
            case 4:
                return Replace(document, at, 0, Texts[random.Next(Texts.Length)]);
            case 5:
                return document[..at];
            case 6:
                return Replace(document, at, length, Span(other, random));
            case 7:
                return [.. document.AsSpan(0, at), .. other.AsSpan(random.Next(other.Length + 1))];
            case 8:
                Span<byte> number = stackalloc byte[sizeof(int)];
                BinaryPrimitives.WriteInt32BigEndian(number, Numbers[random.Next(Numbers.Length)]);
                return Replace(document, at, Math.Min(sizeof(int), document.Length - at), number);
            default:
                return Replace(document, random.Next(document.Length + 1), 0, document.AsSpan(at, length));
        }
    }

    /// <summary>The document with something else in the place of a span.</summary>
    public static byte[] Replace(byte[] document, int at, int length, ReadOnlySpan<byte> with) =>
        [.. document.AsSpan(0, at), .. with, .. document.AsSpan(at + length)];

    private static ReadOnlySpan<byte> Span(byte[] document, Random random)
    {
        var at = random.Next(document.Length + 1);
        return document.AsSpan(at, Math.Min(random.Next(1, LongestSpan), document.Length - at));
    }
}
