using System.Text;
using Load.Scenarios;

namespace Load.Reporting;

/// <summary>The tables of the page of a comparison.</summary>
internal static class ResultsTables
{
    /// <summary>By how much the modes differ.</summary>
    public static void AppendRatios(StringBuilder text, Comparison comparison)
    {
        var noise = comparison.Noise;
        text.Append(Format.Invariant($"""

            ## What differs, and what does not

            The controls measured the steady state once more. The same mode differed from itself by a factor of up to
            {noise.Throughput:0.00} in throughput and {noise.P99:0.00} in p99; a smaller difference between the modes counts as none.
            Throughput is that of requests that succeeded, of the sidecar mode divided by that of the investigated; p99 is the other way
            round: over 1 is in favour of the sidecar.

            | | throughput | | p99 | | failed, sidecar | failed, investigated |
            | --- | --: | --- | --: | --- | --: | --: |

            """));
        foreach (var pair in comparison.Pairs)
        {
            text.Append(Row(
                pair.Slice.Name, Format.Digits(pair.Throughput), Word(pair.Throughput, noise.Throughput), Format.Digits(pair.P99),
                Word(pair.P99, noise.P99), Format.Number(pair.Sidecar.All.Failed), Format.Number(pair.Investigated.All.Failed)));
        }
    }

    /// <summary>Everything that was measured.</summary>
    public static void AppendRows(StringBuilder text, Comparison comparison)
    {
        text.Append("\n## All rows\n");
        foreach (var section in comparison.Pairs.GroupBy(pair => Section(pair.Slice)))
        {
            text.Append($"\n### {section.Key}\n\n");
            text.Append(Row(["", "mode", .. FigureColumns.Measured.Select(column => column.Title)]));
            text.Append(Row(["---", "---", .. FigureColumns.Measured.Select(_ => "--:")]));
            foreach (var (pair, figures) in section.SelectMany(pair => new[] { (pair, pair.Sidecar), (pair, pair.Investigated) }))
                text.Append(Row([Load(pair.Slice), figures.Mode, .. FigureColumns.Measured.Select(column => column.Of(figures))]));
        }
    }

    /// <summary>The kinds of requests of the usual steady state.</summary>
    public static void AppendKinds(StringBuilder text, Comparison comparison)
    {
        text.Append(Format.Invariant($"\n### By kind of request: steady, mixed, {Acts.UsualClients} clients\n\n"))
            .Append(Row("kind", "mode", "requests", "failed", "p50 ms", "p99 ms", "p99.9 ms", "slowest ms"))
            .Append(Row("---", "---", "--:", "--:", "--:", "--:", "--:", "--:"));
        var usual = comparison.Pairs.First(pair =>
            pair.Slice is { Situation: Situation.Steady, Clients: Acts.UsualClients, Mix: Acts.DefaultMix });
        foreach (var (mode, row) in new[] { usual.Sidecar, usual.Investigated }
            .SelectMany(figures => figures.Kinds.Select(row => (figures.Mode, row))).OrderBy(row => row.row.Kind, StringComparer.Ordinal))
        {
            text.Append(Row(
                row.Kind, mode, Format.Number(row.Count), Format.Number(row.Failed), Format.Milliseconds(row.P50Milliseconds),
                Format.Milliseconds(row.P99Milliseconds), Format.Milliseconds(row.P999Milliseconds),
                Format.Milliseconds(row.MaxMilliseconds)));
        }
    }

    /// <summary>How soon requests meet what is new.</summary>
    public static void AppendDelays(StringBuilder text, Comparison comparison)
    {
        text.Append("""

            ### How soon requests meet what is new

            From the answer to an upload, or from a change in the Configuration Service, until a request was served by it; seen from outside,
            every tenth of a second or, under much load, less often. Once the claims have changed, both modes are told to ask for them.

            | | mode | seen | median s | longest s |
            | --- | --- | --: | --: | --: |

            """);
        foreach (var run in new[] { comparison.Sidecar, comparison.Investigated })
        {
            text.Append(Delay("schema", run.Mode, Delays.OfSchema(run)));
            text.Append(Delay("claims", run.Mode, Delays.OfClaims(run)));
        }
    }

    private static string Delay(string what, string mode, IReadOnlyList<double> delays) => delays.Count == 0
        ? Row(what, mode, "0", "–", "–")
        : Row(
            what, mode, Format.Number(delays.Count), Format.Digits(delays.Order().ElementAt(delays.Count / 2)),
            Format.Digits(delays.Max()));

    private static string Section(Slice slice) => (slice with { Clients = 0, Rate = null, Round = 1 }).Name.Replace(", 0 clients", "")
        + (slice.Rate is null ? "" : ", open loop");

    private static string Load(Slice slice) => slice.Rate is { } rate
        ? Format.Invariant($"{rate:0} a second")
        : Format.Invariant($"{slice.Clients} {(slice.Clients == 1 ? "client" : "clients")}");

    private static string Word(double ratio, double noise) => ratio > noise ? "better" : ratio < 1 / noise ? "**worse**" : "equal";

    private static string Row(params IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |\n";
}
