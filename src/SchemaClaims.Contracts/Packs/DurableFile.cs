namespace SchemaClaims.Contracts.Packs;

/// <summary>Files that are there whole or not at all, also after a crash of the machine.</summary>
internal static class DurableFile
{
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
        RandomAccess.Write(handle, pieces, fileOffset: 0);
        Disk.Flush(handle);
    }
}
