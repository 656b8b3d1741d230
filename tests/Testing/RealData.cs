namespace Testing;

/// <summary>
/// The real schemas, claims and goldens: the folder in <c>SCHEMACLAIMS_DATA</c>, else <c>../shared/data</c> beside the repository.
/// </summary>
public static class RealData
{
    private static readonly string? Root = Find();

    /// <summary>Why a test over real data must be skipped; null when the data is there.</summary>
    public static string? WhyAbsent =>
        Root is null ? "Real data not found: set SCHEMACLAIMS_DATA to its folder." : null;

    /// <summary>The full path of a file below the data folder.</summary>
    public static string PathOf(string relative) =>
        Path.Combine(Root ?? throw new InvalidOperationException(WhyAbsent), relative);

    /// <summary>The bytes of a file below the data folder.</summary>
    public static byte[] Read(string relative) => File.ReadAllBytes(PathOf(relative));

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("SCHEMACLAIMS_DATA") is { Length: > 0 } named)
            return Directory.Exists(named) ? named : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Sidecar.sln")))
                continue;
            var beside = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "data"));
            return Directory.Exists(beside) ? beside : null;
        }

        return null;
    }
}
