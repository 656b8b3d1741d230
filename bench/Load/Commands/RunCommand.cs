using System.CommandLine;
using System.Globalization;
using Load.Recording;
using Load.Reporting;
using Load.Sampling;
using Load.Scenarios;
using Load.Servers;

namespace Load.Commands;

/// <summary><c>run</c>: records one mode, or a server that runs already.</summary>
internal static class RunCommand
{
    private static readonly Option<Uri?> Target =
        new("--target") { Description = "a MiniDms that runs already; without it one is started" };

    private static readonly Option<string> Mode = Of("--mode", "sidecar or investigated", "sidecar");
    private static readonly Option<int> Clients = Of("--clients", "virtual users, each with connections of its own", 8);
    private static readonly Option<double?> Rate =
        new("--rate") { Description = "arrivals a second, whatever was answered (open loop); without it each user waits for its answer" };
    private static readonly Option<string> Mix = Of("--mix", string.Join(", ", Mixes.Names), Acts.DefaultMix);
    private static readonly Option<double> Seconds = Of("--seconds", "how long each situation lasts", 10.0);
    private static readonly Option<int> PoolSize = Of("--pool-size", "connections to the database at most", Acts.DefaultPoolSize);
    private static readonly Option<DirectoryInfo> To = Of("--to", "the folder to write to", new DirectoryInfo("load-run"));

    public static Command Create()
    {
        Mode.AcceptOnlyFromAmong("sidecar", "investigated");
        Mix.AcceptOnlyFromAmong([.. Mixes.Names]);
        var command = new Command("run", "Drives load at a MiniDms in all situations, and records it.")
        {
            Target, Mode, Clients, Rate, Mix, Seconds, PoolSize, To,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var slice = new Slice
        {
            Situation = Situation.Steady,
            Clients = parsed.GetValue(Clients),
            Rate = parsed.GetValue(Rate),
            Mix = parsed.GetValue(Mix)!,
            Seconds = parsed.GetValue(Seconds),
        };
        IReadOnlyList<string> log = [];
        var folder = parsed.GetValue(To)!.FullName;
        var (recorder, mode) = (new Recorder(TimeProvider.System), parsed.GetValue(Mode)!);
        if (parsed.GetValue(Target) is { } target)
        {
            mode = "target";
            await DriveAsync(target, slice, recorder, cancellationToken);
        }
        else
        {
            await using var site = await Site.StartAsync(cancellationToken);
            var stage = new Stage(site, new Dictionary<string, Recorder> { [mode] = recorder }, TimeProvider.System, Console.Out);
            foreach (var act in Acts.OfRun(slice, parsed.GetValue(PoolSize)))
                await stage.PlayAsync(act, cancellationToken);
            log = site.DatabaseLog;
            await DatabaseLog.WriteAsync(folder, log, cancellationToken);
        }

        var run = recorder.ToRun($"{mode}, {slice.Name}", mode, new Dictionary<string, string>
        {
            ["command"] = string.Join(' ', parsed.Tokens.Select(token => token.Value)),
            ["processors"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
        }, log);
        await RunFolder.WriteAsync(folder, run, cancellationToken);
        await HtmlReport.WriteAsync(folder, [run], cancellationToken);
        Console.WriteLine(Path.Combine(folder, HtmlReport.FileName));
        return 0;
    }

    // Uploads and claims of a server that somebody else started are left alone.
    private static async Task DriveAsync(Uri target, Slice slice, Recorder recorder, CancellationToken cancellationToken)
    {
        var server = new LoadedServer(target);
        await using var performance = await Performance.BeginAsync(server, recorder, TimeProvider.System, cancellationToken);
        await performance.RunAsync(Acts.WarmUp(slice), cancellationToken);
        await performance.RunAsync(slice, cancellationToken);
    }

    private static Option<T> Of<T>(string name, string description, T value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };
}
