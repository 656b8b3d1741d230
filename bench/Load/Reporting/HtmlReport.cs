using Load.Sampling;

namespace Load.Reporting;

/// <summary>The report of recordings: one file, without any other.</summary>
internal static class HtmlReport
{
    /// <summary>Its name in the folder.</summary>
    public const string FileName = "report.html";

    /// <summary>Writes it.</summary>
    public static Task WriteAsync(string folder, IReadOnlyList<Run> runs, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(Path.Combine(folder, FileName), $"{runs.Count}", cancellationToken);
}
