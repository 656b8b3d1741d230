namespace SchemaClaimsSidecar.Cli;

/// <summary>Rows of text in aligned columns.</summary>
internal sealed class Table(params string[] headings)
{
    private readonly List<string[]> _rows = [headings];

    /// <summary>Colours a cell that has its full width already.</summary>
    public Func<string, string> Paint { get; init; } = cell => cell;

    public void Add(params string[] cells) => _rows.Add(cells);

    public void WriteTo(TextWriter output)
    {
        var widths = Enumerable.Range(0, headings.Length).Select(column => _rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in _rows)
            output.WriteLine(string.Join("  ", row.Select((cell, column) => Paint(cell.PadRight(widths[column])))).TrimEnd());
    }
}
