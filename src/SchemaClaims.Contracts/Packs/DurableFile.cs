namespace SchemaClaims.Contracts.Packs;

/// <summary>Files that are there whole or not at all, also after a crash of the machine.</summary>
internal static class DurableFile
{
    // While a kernel without preemption writes, nobody else gets that core: a quarter of a megabyte is a fraction of a millisecond.
    private const int SliceSize = 256 * 1024;

    /// <summary>How the names of unfinished files end.</summary>
    public const string TemporarySuffix = ".tmp";

    /// <summary>
    /// Writes a file under a temporary name in the same folder, flushes it, renames it and flushes the folder.
    /// When this fails no temporary file is left, if the file system lets us delete it.
    /// </summary>
    public static void Replace(string path, IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}{TemporarySuffix}";
        try
        {
            Write(temporary, pieces);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }

        DurableFolder.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Deletes a file if it is there; false when the file system refuses.</summary>
    public static bool TryDelete(string path)
    {
        try
        {
            File.Delete(path);
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void Write(string path, IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        using var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        var offset = 0L;
        foreach (var slice in Slices(pieces))
        {
            RandomAccess.Write(handle, slice, offset);
            offset += slice.Sum(piece => (long)piece.Length);
        }

        Disk.Flush(handle);
    }

    private static IEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>> Slices(IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        var slice = new List<ReadOnlyMemory<byte>>();
        var room = SliceSize;
        foreach (var piece in pieces)
        {
            for (var rest = piece; !rest.IsEmpty;)
            {
                var taken = rest[..Math.Min(room, rest.Length)];
                slice.Add(taken);
                rest = rest[taken.Length..];
                room -= taken.Length;
                if (room > 0)
                    continue;
                yield return slice;
                (slice, room) = ([], SliceSize);
            }
        }

        if (slice.Count > 0)
            yield return slice;
    }
}
