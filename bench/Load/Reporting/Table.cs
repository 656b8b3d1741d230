namespace Load.Reporting;

/// <summary>A table of texts.</summary>
/// <param name="Titles">Of its columns.</param>
/// <param name="Rows">Each with a cell for every column.</param>
internal sealed record Table(IReadOnlyList<string> Titles, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>As Markdown: its first columns to the left, the last one, a number, to the right.</summary>
    public string ToMarkdown() => string.Concat(
        [Line(Titles), Line([.. Titles.Skip(1).Select(_ => "---"), "--:"]), .. Rows.Select(row => Line(row.Select(Escaped)))]);

    // A bar would begin another cell.
    private static string Escaped(string cell) => cell.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |\n";
}
