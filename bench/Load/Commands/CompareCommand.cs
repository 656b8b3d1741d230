using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using Load.Recording;
using Load.Reporting;
using Load.Sampling;
using Load.Scenarios;
using Load.Servers;

namespace Load.Commands;

/// <summary><c>compare</c>: both modes side by side.</summary>
internal static class CompareCommand
{
    // Of what the slower mode can do: at such a rate both have room, and what holds requests up shows.
    private const double OpenShare = 0.5;

    private static readonly Option<bool> Quick = new("--quick") { Description = "in about two minutes instead of fifteen" };
    private static readonly Option<DirectoryInfo> To =
        new("--to") { Description = "the folder to write to", DefaultValueFactory = _ => new DirectoryInfo("load-compare") };

    private static readonly Option<bool> Write = new("--write") { Description = "writes docs/results.md and its plots, too" };

    public static Command Create()
    {
        var command = new Command("compare", "Drives both modes of MiniDms side by side, and writes what differs and what does not.")
        {
            Quick, To, Write,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var isQuick = parsed.GetValue(Quick);
        IReadOnlyList<string> log;
        var recorders = ((string[])["sidecar", "investigated"]).ToDictionary(mode => mode, _ => new Recorder(TimeProvider.System));
        await using (var site = await Site.StartAsync(cancellationToken))
        {
            var stage = new Stage(site, recorders, TimeProvider.System, Console.Out);
            foreach (var act in Acts.OfComparison(isQuick ? ComparisonPlan.Quick : ComparisonPlan.Full, () => OpenRate(recorders.Values)))
                await stage.PlayAsync(act, cancellationToken);
            log = site.DatabaseLog;
        }

        var settings = new Dictionary<string, string>
        {
            ["command"] = isQuick ? "compare --quick" : "compare",
            ["machine"] = string.Create(
                CultureInfo.InvariantCulture,
                $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}"),
        };
        var folder = parsed.GetValue(To)!.FullName;
        var runs = recorders.Select(recorder => recorder.Value.ToRun(recorder.Key, recorder.Key, settings, log)).ToArray();
        await DatabaseLog.WriteAsync(folder, log, cancellationToken);
        foreach (var run in runs)
            await RunFolder.WriteAsync(Path.Combine(folder, run.Mode), run, cancellationToken);
        await HtmlReport.WriteAsync(folder, runs, cancellationToken);
        await ResultsPage.WriteAsync(parsed.GetValue(Write) ? ResultsPage.DocsFolder() : folder, runs, cancellationToken);
        Console.WriteLine(Path.Combine(folder, HtmlReport.FileName));
        return 0;
    }

    private static double OpenRate(IEnumerable<Recorder> recorders) =>
        Math.Max(1, Math.Floor(OpenShare * recorders.Min(recorder => recorder.Throughput(IsUsual))));

    private static bool IsUsual(Slice slice) =>
        slice is { Situation: Situation.Steady, Clients: Acts.UsualClients, Mix: Acts.DefaultMix, Rate: null };
}
