using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SchemaClaims.Contracts.Packs;

/// <summary>
/// The layout of a pack, numbers big-endian: a header (<c>SCPACK</c>, format), the blobs one after the other, the index
/// (digest, offset, length for each) and a footer (offset of the index, number of entries, SHA-256 of header, index and footer).
/// Every byte is covered: the blobs by their digests, the rest by the footer's checksum.
/// </summary>
internal static class PackFormat
{
    public const ushort Current = 1;
    public const int HeaderSize = 8;
    public const int EntrySize = Digest.Size + 2 * sizeof(long);
    public const int FooterSize = 2 * sizeof(long) + Digest.Size;

    private const int ChecksumOffset = 2 * sizeof(long);

    public static ReadOnlySpan<byte> Magic => "SCPACK"u8;

    public static byte[] WriteHeader()
    {
        var header = new byte[HeaderSize];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(Magic.Length), Current);
        return header;
    }

    /// <summary>The index and the footer.</summary>
    public static byte[] WriteTail(ReadOnlySpan<byte> header, IReadOnlyList<PackEntry> entries, long indexOffset)
    {
        var tail = new byte[EntrySize * entries.Count + FooterSize];
        for (var i = 0; i < entries.Count; i++)
            WriteEntry(tail.AsSpan(i * EntrySize), entries[i]);
        var footer = tail.AsSpan(EntrySize * entries.Count);
        BinaryPrimitives.WriteInt64BigEndian(footer, indexOffset);
        BinaryPrimitives.WriteInt64BigEndian(footer[sizeof(long)..], entries.Count);
        Checksum(header, tail).CopyTo(footer[ChecksumOffset..]);
        return tail;
    }

    /// <summary>Whether the end of a file can be the tail of a pack, and where that would begin.</summary>
    public static bool TryReadFooter(ReadOnlySpan<byte> footer, long fileLength, out long indexOffset)
    {
        indexOffset = BinaryPrimitives.ReadInt64BigEndian(footer);
        var count = BinaryPrimitives.ReadInt64BigEndian(footer[sizeof(long)..]);
        return indexOffset >= HeaderSize && count >= 0 && count <= Array.MaxLength / EntrySize - 1
            && indexOffset == fileLength - FooterSize - count * EntrySize;
    }

    /// <summary>The entries of a tail by their digests; null when its checksum does not hold, or a blob is not before it.</summary>
    public static Dictionary<Digest, PackEntry>? ReadTail(ReadOnlySpan<byte> header, ReadOnlySpan<byte> tail, long indexOffset)
    {
        var written = Digest.FromBytes(tail[^Digest.Size..]);
        if (Checksum(header, tail) != written)
            return null;
        var entries = new Dictionary<Digest, PackEntry>((tail.Length - FooterSize) / EntrySize);
        for (; tail.Length > FooterSize; tail = tail[EntrySize..])
        {
            if (ReadEntry(tail, indexOffset) is not { } entry || !entries.TryAdd(entry.Digest, entry))
                return null;
        }

        return entries;
    }

    private static Digest Checksum(ReadOnlySpan<byte> header, ReadOnlySpan<byte> tail)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header);
        hash.AppendData(tail[..^Digest.Size]);
        Span<byte> checksum = stackalloc byte[Digest.Size];
        hash.GetHashAndReset(checksum);
        return Digest.FromBytes(checksum);
    }

    private static void WriteEntry(Span<byte> destination, PackEntry entry)
    {
        entry.Digest.CopyTo(destination);
        BinaryPrimitives.WriteInt64BigEndian(destination[Digest.Size..], entry.Offset);
        BinaryPrimitives.WriteInt64BigEndian(destination[(Digest.Size + sizeof(long))..], entry.Length);
    }

    private static PackEntry? ReadEntry(ReadOnlySpan<byte> source, long indexOffset)
    {
        var offset = BinaryPrimitives.ReadInt64BigEndian(source[Digest.Size..]);
        var length = BinaryPrimitives.ReadInt64BigEndian(source[(Digest.Size + sizeof(long))..]);
        return offset >= HeaderSize && offset <= indexOffset && length >= 0 && length <= indexOffset - offset && length <= Array.MaxLength
            ? new PackEntry(Digest.FromBytes(source[..Digest.Size]), offset, (int)length)
            : null;
    }
}
