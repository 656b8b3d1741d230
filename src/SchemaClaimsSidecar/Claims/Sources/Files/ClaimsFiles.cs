using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Claims.Sources.Files;

/// <summary>Which files claims are made of, and what state they are in.</summary>
internal sealed class ClaimsFiles(FileClaimsOptions options)
{
    private const string FragmentPattern = "*-claimset.json";

    public string Document { get; } = Path.GetFullPath(options.Document);

    /// <summary>The fragments in the order in which they are applied.</summary>
    /// <exception cref="IOException">Their folder cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">Their folder may not be listed.</exception>
    public IReadOnlyList<string> Fragments()
    {
        if (string.IsNullOrEmpty(options.Fragments))
            return [];
        return [.. Directory.EnumerateFiles(Path.GetFullPath(options.Fragments), FragmentPattern)
            .Where(path => path != Document)
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>A stamp for each file that would be read now. Never throws for what is missing.</summary>
    public IReadOnlyList<FileStamp> Stamps() => [FileStamp.Of(Document), .. FragmentStamps()];

    private IEnumerable<FileStamp> FragmentStamps()
    {
        try
        {
            return Fragments().Select(FileStamp.Of);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [FileStamp.Missing(options.Fragments!)];
        }
    }
}
