using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;

namespace SchemaClaims.Contracts.Packs;

/// <summary>A pack open for reading: opening reads the index only, a read checks the blob against its digest.
/// Safe for many threads.</summary>
internal sealed class PackFile : IDisposable
{
    private readonly string _path;
    private readonly SafeFileHandle _handle;
    private readonly Dictionary<Digest, PackEntry> _entries;

    private PackFile(string path, SafeFileHandle handle)
    {
        _path = path;
        _handle = handle;
        _entries = ReadIndex();
    }

    /// <summary>The blobs in it.</summary>
    public IReadOnlyCollection<PackEntry> Entries => _entries.Values;

    /// <exception cref="PackUnreadableException">The file is no pack, a damaged one, or one of a newer format.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static PackFile Open(string path)
    {
        var handle = File.OpenHandle(path, share: FileShare.Read | FileShare.Delete);
        try
        {
            return new PackFile(path, handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>The bytes of a blob; false when this pack does not hold it.</summary>
    /// <exception cref="PackUnreadableException">The bytes in the file do not have the digest any more.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public bool TryRead(Digest digest, [NotNullWhen(true)] out ReadOnlyMemory<byte>? content)
    {
        content = null;
        if (!_entries.TryGetValue(digest, out var entry))
            return false;
        var bytes = Read(entry.Offset, entry.Length);
        if (Digest.Of(bytes) != digest)
            throw new PackUnreadableException(_path, $"the {entry.Length} bytes at {entry.Offset} are not blob {digest} any more");
        content = bytes;
        return true;
    }

    public void Dispose() => _handle.Dispose();

    private Dictionary<Digest, PackEntry> ReadIndex()
    {
        var length = RandomAccess.GetLength(_handle);
        var header = Read(0, (int)Math.Min(length, PackFormat.HeaderSize));
        if (header.Length < PackFormat.HeaderSize || !header.AsSpan().StartsWith(PackFormat.Magic))
            throw new PackUnreadableException(_path, "it does not begin as a pack does");
        if (!header.AsSpan().SequenceEqual(PackFormat.WriteHeader()))
            throw new PackUnreadableException(_path, $"its format is not {PackFormat.Current}, the one that this version reads");
        if (length < PackFormat.HeaderSize + PackFormat.FooterSize
            || !PackFormat.TryReadFooter(Read(length - PackFormat.FooterSize, PackFormat.FooterSize), length, out var indexOffset)
            || PackFormat.ReadTail(header, Read(indexOffset, (int)(length - indexOffset)), indexOffset) is not { } entries)
            throw new PackUnreadableException(_path, "its index is damaged");
        return entries;
    }

    private byte[] Read(long offset, int length)
    {
        var bytes = new byte[length];
        for (var read = 0; read < length;)
        {
            var more = RandomAccess.Read(_handle, bytes.AsSpan(read), offset + read);
            read += more > 0 ? more : throw new PackUnreadableException(_path, $"it ends before byte {offset + length}");
        }

        return bytes;
    }
}
