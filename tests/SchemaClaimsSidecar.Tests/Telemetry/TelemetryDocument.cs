using System.Text.RegularExpressions;

namespace SchemaClaimsSidecar.Tests.Telemetry;

/// <summary>The tables of docs/telemetry.md.</summary>
internal static partial class TelemetryDocument
{
    /// <summary>An instrument as the document has it.</summary>
    public sealed record Row(string Name, string Kind, string Unit, string Prometheus, string Meaning);

    public static IReadOnlyList<Row> Read() =>
    [
        .. RowOf().Matches(Repository.Read("docs/telemetry.md")).Select(row => new Row(
            row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value, row.Groups[4].Value, row.Groups[5].Value)),
    ];

    [GeneratedRegex(
        @"^\| `([a-z._]+)` \| (gauge|counter|histogram) \| (?:`([^`]+)`)? ?\| `([a-z_]+)` \|[^|]*\| ([^|]+) \|$",
        RegexOptions.Multiline)]
    private static partial Regex RowOf();
}
