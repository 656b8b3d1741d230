using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Cli;

/// <summary>Reads the documents that a command line names.</summary>
internal static class DocumentFiles
{
    /// <summary>The largest file that is read at all, in bytes; the sidecar's own limit is usually lower.</summary>
    private const long MaxBytes = 512L * 1024 * 1024;

    /// <exception cref="CliException">The file cannot be read; the message says why.</exception>
    public static InputDocument Read(string path)
    {
        try
        {
            if (Directory.Exists(path))
                throw Unusable($"{path} is a directory; name a file.");
            var file = new FileInfo(path);
            if (!file.Exists)
                throw Unusable($"{path} does not exist.");
            if (file.Length > MaxBytes)
                throw new CliException(ExitCodes.Refused, $"{path} has {file.Length} bytes; a document may have {MaxBytes} at most.");
            return InputDocument.Of(file.Name, File.ReadAllBytes(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unusable($"{path} cannot be read: {failure.Message}");
        }
    }

    private static CliException Unusable(string message) => new(ExitCodes.Usage, message);
}
