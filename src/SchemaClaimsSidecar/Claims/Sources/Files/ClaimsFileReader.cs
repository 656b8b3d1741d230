using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Claims.Sources.Files;

/// <summary>Reads the files that claims are made of.</summary>
internal static class ClaimsFileReader
{
    /// <summary>The largest file that is read, in bytes: two hundred times a real claims document.</summary>
    private const int MaxBytes = 64 * 1024 * 1024;

    /// <exception cref="ClaimsSourceException">A file cannot be read; the message says which, why, and what to do.</exception>
    public static async Task<ClaimsInput> ReadAsync(ClaimsFiles files, CancellationToken cancellationToken)
    {
        var claims = await ReadAsync(files.Document, "claims document", cancellationToken).ConfigureAwait(false);
        var fragments = new List<InputDocument>();
        foreach (var path in List(files))
            fragments.Add(await ReadAsync(path, "fragment", cancellationToken).ConfigureAwait(false));
        return new ClaimsInput(claims, fragments);
    }

    private static IReadOnlyList<string> List(ClaimsFiles files)
    {
        try
        {
            return files.Fragments();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ClaimsSourceException(
                $"The folder of the fragments, Claims:File:Fragments, cannot be listed: {failure.Message}", failure);
        }
    }

    private static async Task<InputDocument> ReadAsync(string path, string what, CancellationToken cancellationToken)
    {
        try
        {
            if (Directory.Exists(path))
                throw new ClaimsSourceException($"The {what} '{path}' is a directory; name a file.");
            // Whoever writes it may go on: a file read half-way does not compile, or is read again.
            var stream = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, useAsync: true);
            await using (stream.ConfigureAwait(false))
            {
                var content = await BoundedReader.ReadAsync(stream, MaxBytes, cancellationToken).ConfigureAwait(false)
                    ?? throw new ClaimsSourceException($"The {what} '{path}' has more than {MaxBytes} bytes, which is the limit.");
                return InputDocument.Of(Path.GetFileName(path), content);
            }
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ClaimsSourceException($"The {what} '{path}' does not exist. Put it there, or correct Claims:File.", missing);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new ClaimsSourceException(
                $"The {what} '{path}' may not be read. Give user '{Environment.UserName}' the right to.", denied);
        }
        catch (IOException failure)
        {
            throw new ClaimsSourceException($"The {what} '{path}' cannot be read: {failure.Message}", failure);
        }
    }
}
