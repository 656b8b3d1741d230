namespace SchemaClaimsSidecar.Claims.Sources.Files;

/// <summary>
/// What the file system says of a file without its being read, links followed to their end. Kubernetes changes a mounted ConfigMap
/// by turning one link to another folder, which those who watch the file itself never hear of.
/// </summary>
internal readonly record struct FileStamp(string Path, long Length, DateTime Written, DateTime Created)
{
    private const long Absent = -1;

    public static FileStamp Of(string path)
    {
        try
        {
            var file = File.ResolveLinkTarget(path, returnFinalTarget: true) as FileInfo ?? new FileInfo(path);
            return new FileStamp(path, file.Length, file.LastWriteTimeUtc, file.CreationTimeUtc);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Missing(path);
        }
    }

    public static FileStamp Missing(string path) => new(path, Absent, default, default);
}
