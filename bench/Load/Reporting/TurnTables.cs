using System.Text;
using Load.Sampling;
using Load.Scenarios;

namespace Load.Reporting;

/// <summary>The verdict on uploads and refreshes, and all that it rests on.</summary>
internal static class TurnTables
{
    public static void Append(StringBuilder text, Comparison comparison)
    {
        text.Append(Format.Invariant($"""

            ### How uploads and refreshes are judged

            A p99 is exceeded by one request in a hundred also when nothing goes on: no server keeps the first two goals, nor does this one
            while nothing is uploaded. So the next two ask whether *more* requests than then took over {Turn.MostOfSteadyP99} × steady p99.
            Under each load turns alternate within two minutes, those of both modes by turns: steady, control, steady, upload, steady,
            refresh, steady, … with the three in changing order. Each upload, refresh and control is held against the p99 of the two steady turns beside it, and
            the controls, in which nothing goes on, show how many requests are over that limit anyway. A number is the share of one turn's
            requests that were over it, in percent; with a star where other processes took much of the processors.

            *Chance* is how probable it is that uploads (or refreshes) rank so high among the controls of the same load if they change
            nothing: Wilcoxon's rank sum test, exact, one-sided, of turns instead of requests, for slow requests come in clusters. A goal
            is missed where it is below {1 - RankTest.Confidence:0.00} for all loads together.

            """));
        foreach (var run in (Run[])[comparison.Sidecar, comparison.Investigated])
            Append(text, run.Mode, JudgedLoad.Of(run));
        text.Append("""

            What is claimed: the counts, and whether uploads and refreshes add slow requests to those of the same minute, once a process has
            had its first ones (warm-ups have two of each: the runtime compiles what they run through). What is not: that no request is ever
            slower, nor that nothing is added that is smaller than the standard error; a turn has few requests over the limit. Where
            clients wait for their answers a pause stops them from sending, so that few requests meet it: the open loop is the row to look at.
            [ADR 0023](adr/0023-no-slower-request.md) has the reasons.

            """);
    }

    private static void Append(StringBuilder text, string mode, IReadOnlyList<JudgedLoad> loads)
    {
        text.Append(Format.Invariant($"\n| {mode} | steady p99 ms | control: % over | upload: % over | refresh: % over | slowest / p99: "))
            .Append("control, upload, refresh | sidecar's CPU ms a turn: control, upload, refresh | chance: upload, refresh |\n")
            .Append("| --- | --: | --- | --- | --- | --- | --- | --- |\n");
        foreach (var load in loads)
        {
            text.Append("| ").AppendJoin(" | ", [
                Name(load.Load), Format.Digits(load.SteadyP99), Percents(load, Situation.Control), Percents(load, Situation.Upload),
                Percents(load, Situation.Refresh), string.Join(", ", Turns.Judged.Select(situation => Slowest(load, situation))),
                string.Join(", ", Turns.Judged.Select(situation => SidecarTime(load, situation))),
                string.Join(", ", Disturbing().Select(situation => Chance([load], situation))),
            ]).Append(" |\n");
        }

        text.Append('\n');
        foreach (var situation in Disturbing())
        {
            var added = new AddedRequests(loads, situation);
            text.Append(Format.Invariant($"- {mode}, {(situation == Situation.Upload ? "uploads" : "refreshes")}: {added.During} over, "))
                .Append(Format.Invariant($"controls {added.Without}. Mean of the loads: {added.Difference.Mean:+0.00;-0.00} percentage points, "))
                .Append(Format.Invariant($"standard error {added.Difference.Error:0.00}; chance {Chance(loads, situation)}.\n"));
        }
    }

    private static IEnumerable<Situation> Disturbing() => Turns.Judged.Where(situation => situation != Situation.Control);

    private static string Name(Slice load) => load.Rate is { } rate
        ? Format.Invariant($"open loop, {rate:0} a second")
        : Format.Invariant($"{load.Clients} clients");

    private static string Percents(JudgedLoad load, Situation situation) =>
        string.Join(", ", load.Of(situation).Select(turn => Format.Invariant($"{turn.Over.Percent:0.0}{(turn.IsDisturbed ? "*" : "")}")));

    private static string Slowest(JudgedLoad load, Situation situation) => Format.Digits(load.Of(situation).Max(turn => turn.Slowest));

    private static string SidecarTime(JudgedLoad load, Situation situation) =>
        Format.Number(load.Of(situation).Average(turn => turn.Record.SidecarCpuSeconds * 1e3));

    private static string Chance(IReadOnlyList<JudgedLoad> loads, Situation situation) =>
        new AddedRequests(loads, situation) is var added && added.IsMore
            ? Format.Invariant($"{added.Chance:0.000} **more**")
            : Format.Invariant($"{added.Chance:0.000}");
}
