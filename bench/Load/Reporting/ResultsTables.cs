using System.Text;
using Load.Scenarios;

namespace Load.Reporting;

/// <summary>The tables of the page of a comparison.</summary>
internal static class ResultsTables
{
    /// <summary>What a request met at most while something was uploaded or refreshed.</summary>
    public static void AppendPauses(StringBuilder text, Comparison comparison)
    {
        text.Append(Format.Invariant($"""

            A p99 is exceeded by one request in a hundred also when nothing goes on: no server keeps the first two goals, nor does this one
            while nothing is uploaded (*steady: slowest*). So the two below them ask whether more requests than then took over
            {Disturbed.MostOfSteadyP99} × steady p99. *Chance* is how probable so many or more are if uploads and refreshes change nothing: by
            Fisher's exact test, one-sided; below {1 - FisherTest.Confidence:0.00} a row counts as worse. All rounds of a row count together,
            and the steady p99 is that of its best round. [ADR 0023](adr/0023-no-slower-request.md) says what this cannot see.

            | with a sidecar | steady p99 ms | slowest / steady p99 | steady: slowest / p99 | p99 / steady p99 | over | steady: over | chance |
            | --- | --: | --: | --: | --: | --: | --: | --: |

            """));
        foreach (var row in comparison.Disturbed)
        {
            text.Append(Row(
                row.Slice.Name, Format.Digits(row.SteadyP99), Format.Digits(row.Slowest), Format.Digits(row.SteadySlowest),
                Format.Digits(row.P99), Over(row.Over), Over(row.SteadyOver),
                Format.Invariant($"{FisherTest.Chance(row.Over, row.SteadyOver):0.000}") + (row.AddsSlowRequests ? " **worse**" : "")));
        }
    }

    /// <summary>By how much the modes differ.</summary>
    public static void AppendRatios(StringBuilder text, Comparison comparison)
    {
        var noise = comparison.Noise;
        text.Append(Format.Invariant($"""

            ## What differs, and what does not

            The steady rows were measured more than once. The same mode differed from itself by a factor of up to
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
            every tenth of a second or, under much load, less often. Claims are asked for at the same interval in both modes.

            | | mode | seen | median s | longest s |
            | --- | --- | --: | --: | --: |

            """);
        foreach (var run in new[] { comparison.Sidecar, comparison.Investigated })
        {
            text.Append(Delay("schema", run.Mode, Delays.OfSchema(run)));
            text.Append(Delay("claims", run.Mode, Delays.OfClaims(run)));
        }
    }

    private static string Over(Share share) => Format.Invariant($"{share} ({Format.Digits(share.Percent)} %)");

    private static string Delay(string what, string mode, IReadOnlyList<double> delays) => delays.Count == 0
        ? Row(what, mode, "0", "–", "–")
        : Row(
            what, mode, Format.Number(delays.Count), Format.Digits(delays.Order().ElementAt(delays.Count / 2)),
            Format.Digits(delays.Max()));

    private static string Section(Slice slice) => (slice with { Clients = 0, Rate = null, Round = 1 }).Name.Replace(", 0 clients", "")
        + (slice.Rate is null ? "" : ", open loop");

    private static string Load(Slice slice) => Sent(slice) + (slice.Round > 1 ? Format.Invariant($", round {slice.Round}") : "");

    private static string Sent(Slice slice) => slice.Rate is { } rate
        ? Format.Invariant($"{rate:0} a second")
        : Format.Invariant($"{slice.Clients} {(slice.Clients == 1 ? "client" : "clients")}");

    private static string Word(double ratio, double noise) => ratio > noise ? "better" : ratio < 1 / noise ? "**worse**" : "equal";

    private static string Row(params IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |\n";
}
