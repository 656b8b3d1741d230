namespace SchemaClaims.Contracts;

/// <summary>
/// What the file system says of a file without its being read, links followed to their end. Kubernetes changes a mounted ConfigMap
/// by turning one link to another folder, which those who watch the file itself never hear of.
/// </summary>
/// <param name="Path">How the file was named.</param>
/// <param name="Folder">Where it really is.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Written">When it was last written.</param>
internal readonly record struct FileStamp(string Path, string Folder, long Length, DateTime Written)
{
    private const long Absent = -1;

    public static FileStamp Of(string path)
    {
        try
        {
            var file = File.ResolveLinkTarget(path, returnFinalTarget: true) as FileInfo ?? new FileInfo(path);
            var folder = file.Directory!.ResolveLinkTarget(returnFinalTarget: true) ?? file.Directory;
            return new FileStamp(path, folder.FullName, file.Length, file.LastWriteTimeUtc);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Missing(path);
        }
    }

    public static FileStamp Missing(string path) => new(path, "", Absent, default);
}
