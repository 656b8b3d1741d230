using System.Text;
using System.Web;
using Load.Recording;
using Load.Sampling;

namespace Load.Reporting;

/// <summary>The report of recordings: one file, without any other.</summary>
internal static class HtmlReport
{
    /// <summary>Its name in the folder.</summary>
    public const string FileName = "report.html";

    private const string Style = """
        body { font: 14px/1.45 system-ui, sans-serif; margin: 2em auto; max-width: 1240px; padding: 0 1em; color: #222; }
        h1 { font-size: 22px; } h2 { font-size: 18px; margin-top: 2em; }
        svg { width: 100%; height: auto; display: block; margin: 0 0 14px; border: 1px solid #e4e4e4; border-radius: 4px; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { padding: 3px 9px; text-align: right; border-bottom: 1px solid #eee; white-space: nowrap; }
        th { font-weight: 600; color: #555; } th:first-child, td:first-child { text-align: left; }
        td.failed { color: #b00020; font-weight: 600; }
        details { margin: 10px 0; } p.note { color: #666; }
        """;

    /// <summary>Writes it.</summary>
    public static Task WriteAsync(string folder, IReadOnlyList<Run> runs, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(Path.Combine(folder, FileName), Of(runs), cancellationToken);

    /// <summary>The page.</summary>
    public static string Of(IReadOnlyList<Run> runs)
    {
        var title = string.Join(" and ", runs.Select(run => run.Name));
        var html = new StringBuilder($"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>{Encode(title)}</title><style>{Style}</style></head><body>
            <h1>{Encode(title)}</h1>

            """);
        foreach (var run in runs)
            Append(html, run);
        return html.Append("</body></html>\n").ToString();
    }

    private static void Append(StringBuilder html, Run run)
    {
        html.Append($"<h2>{Encode(run.Mode)}</h2>\n<p class=\"note\">")
            .AppendJoin(" · ", run.Settings.Select(setting => Encode($"{setting.Key}: {setting.Value}"))).Append("</p>\n");
        foreach (var (_, svg) in RunPlots.Of(run))
            html.Append(svg);
        var figures = PhaseFigures.Of(run);
        html.Append("<div class=\"wide\"><table>\n<tr>")
            .AppendJoin("", FigureColumns.All.Select(column => $"<th>{Encode(column.Title)}</th>")).Append("</tr>\n");
        foreach (var figure in figures)
        {
            var cells = FigureColumns.All.Select(column => Cell(column.Of(figure), column.IsFailures && figure.All.Failed > 0));
            html.Append("<tr>").AppendJoin("", cells).Append("</tr>\n");
        }

        html.Append("</table></div>\n<details><summary>By kind of request</summary><div class=\"wide\"><table>\n")
            .Append("<tr><th>phase</th><th>kind</th><th>requests</th><th>failed</th>")
            .Append("<th>p50 ms</th><th>p99 ms</th><th>p99.9 ms</th><th>slowest ms</th></tr>\n");
        foreach (var row in figures.SelectMany(figure => figure.Kinds))
            html.Append(Row(row));
        html.Append("</table></div></details>\n");
        Append(html, "Why requests failed", Troubles.Failures([run]));
        Append(html, "Which exceptions the server logged, warm-ups included", Troubles.ServerExceptions([run]));
        Append(html, "What PostgreSQL logged as a warning or worse, and its checkpoints", Troubles.DatabaseMessages([run]));
    }

    private static void Append(StringBuilder html, string title, Table table)
    {
        if (table.Rows.Count == 0)
            return;
        html.Append($"<h3>{Encode(title)}</h3>\n<div class=\"wide\"><table>\n<tr>")
            .AppendJoin("", table.Titles.Select(column => $"<th>{Encode(column)}</th>")).Append("</tr>\n");
        foreach (var row in table.Rows)
            html.Append("<tr>").AppendJoin("", row.Select(cell => Cell(cell))).Append("</tr>\n");
        html.Append("</table></div>\n");
    }

    private static string Row(LatencyRow row) => string.Concat(
        "<tr>", Cell(row.Phase), Cell(row.Kind), Cell(Format.Number(row.Count)), Cell(Format.Number(row.Failed), row.Failed > 0),
        Cell(Format.Milliseconds(row.P50Milliseconds)), Cell(Format.Milliseconds(row.P99Milliseconds)),
        Cell(Format.Milliseconds(row.P999Milliseconds)), Cell(Format.Milliseconds(row.MaxMilliseconds)), "</tr>\n");

    private static string Cell(string text, bool isFailure = false) =>
        isFailure ? $"<td class=\"failed\">{Encode(text)}</td>" : $"<td>{Encode(text)}</td>";

    private static string Encode(string text) => HttpUtility.HtmlEncode(text);
}
