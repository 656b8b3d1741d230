using System.Text;
using Load.Sampling;
using Load.Scenarios;
using Load.Servers;

namespace Load.Reporting;

/// <summary>The page of a comparison, for docs: all rows, whatever they say.</summary>
internal static class ResultsPage
{
    private const string FileName = "results.md";
    private const string PlotsFolder = "results";

    /// <summary>The folder docs of the project.</summary>
    /// <exception cref="InvalidOperationException">The program does not lie within the project.</exception>
    public static string DocsFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Sidecar.sln")))
            folder = folder.Parent;
        return folder is null
            ? throw new InvalidOperationException("The project was not found above the program; --write needs it.")
            : Path.Combine(folder.FullName, "docs");
    }

    /// <summary>Writes the page, and its plots beside it.</summary>
    public static async Task WriteAsync(string folder, IReadOnlyList<Run> runs, CancellationToken cancellationToken)
    {
        var comparison = new Comparison(runs);
        var plots = Directory.CreateDirectory(Path.Combine(folder, PlotsFolder));
        foreach (var (name, svg) in ComparisonPlots.Of(comparison))
            await File.WriteAllTextAsync(Path.Combine(plots.FullName, name + ".svg"), svg, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, FileName), Of(comparison), cancellationToken);
    }

    /// <summary>The page.</summary>
    public static string Of(Comparison comparison)
    {
        var text = new StringBuilder(Preface(comparison)).Append("\n\n## Goals\n\n| goal | measured | |\n| --- | --- | --- |\n");
        foreach (var goal in Goals.Of(comparison))
            text.Append($"| {goal.What} | {goal.Measured} | {(goal.IsMet ? "met" : "**missed**")} |\n");
        TurnTables.Append(text, comparison);
        ResultsTables.AppendRatios(text, comparison);
        text.Append("\n## Plots\n\nThe time of the lines leaves out warm-ups and the turns of the other mode; ")
            .Append("a number below a situation is the number of clients. Uploads are orange, refreshes blue, outages red.\n");
        foreach (var (name, _) in ComparisonPlots.Of(comparison))
            text.Append($"\n![{name.Replace('-', ' ')}]({PlotsFolder}/{name}.svg)\n");
        ResultsTables.AppendRows(text, comparison);
        ResultsTables.AppendKinds(text, comparison);
        ResultsTables.AppendDelays(text, comparison);
        AppendTroubles(text, comparison);
        return text.ToString();
    }

    private static void AppendTroubles(StringBuilder text, Comparison comparison)
    {
        Run[] runs = [comparison.Sidecar, comparison.Investigated];
        text.Append("\n## What went wrong\n\n### Why requests failed\n\n");
        text.Append(Troubles.Failures(runs) is { Rows.Count: > 0 } failures ? failures.ToMarkdown() : "None failed.\n");
        text.Append("\n### Which exceptions the services logged\n\nWarm-ups included.\n\n");
        text.Append(Troubles.ServerExceptions(runs) is { Rows.Count: > 0 } exceptions ? exceptions.ToMarkdown() : "None.\n");
        text.Append("\n### What PostgreSQL logged\n\nWarnings and worse, and checkpoints. Deadlocks and violations of unique keys are tried ")
            .Append("again by the service; what became of them in the end is in the table above.\n\n");
        text.Append(Troubles.DatabaseMessages(runs) is { Rows.Count: > 0 } messages ? messages.ToMarkdown() : "Nothing.\n");
    }

    private static string Preface(Comparison comparison)
    {
        var (slice, settings) = (comparison.Pairs[0].Slice, comparison.Sidecar.Settings);
        return Format.Invariant($"""
            # Results: MiniDms under load, with a sidecar and as it was before

            Written by the program that measures; repeat it with
            `dotnet run -c Release --project bench/Load -- {settings.GetValueOrDefault("command")} --to DIR --write`. It leaves the
            recordings and a report with plots in `DIR`. Measured on: {settings.GetValueOrDefault("machine")}.

            Both modes of `samples/MiniDms` run at the same time on the same machine, and have their turns of a few seconds ({slice.Seconds:0.#}
            where uploads, refreshes and nothing alternate) one after the other, each on a copy of the same database in the same PostgreSQL. The driver, both services, the sidecar and
            PostgreSQL share the processors, so figures are to be compared, not quoted. The sidecar has the small share of them that it has
            beside DMS in a pod: MiniDms starts it in a session of its own with niceness 10, about a ninth of the weight of a usual process
            (the manifests ask for 50m beside 500m). As a plain child it would have as much as the server, and be no picture of a pod.

            - *investigated* renders what the concurrency investigation found: a lock around the schema, a lazy merge for each pipeline,
              claims that expire in the cache of each process, authorization over connections of its own, cascades document by document,
              pages as one tree. *sidecar* uses `Dms.Client` and `Dms.Client.Postgresql`. The figures are those of a sample, not of the
              Data Management Service.
            - Size of the field: a schema of 350 resources beside MiniDms's own, some 400 kB of claims, and
              {ClaimsService.Delay.TotalMilliseconds:0} ms for each answer of the Configuration Service.
            - A closed loop has so many clients, each with connections of its own, who send their next request once the last is answered.
              An open loop sends at a fixed rate, half of what the slower mode did with {Acts.UsualClients} clients, and counts from the
              moment at which a request was meant to be sent. It has more turns, because it sends fewer requests.
            - *mixed* is 45 % reads by id, 25 % queries of 25 documents, 25 % updates and 5 % inserts by a client that is authorized by
              relationships. A *page* has 500 documents; a *cascade* renames a session with 100 course offerings and their sections.
            - *schema upload*: two uploads within a turn, with a small extension and without it. *claims refresh*: claims change twice within
              a turn, and the server, or its sidecar, is told to ask for them. *control*: nothing, as in *steady*, but judged. *outage*: the
              Configuration Service refuses connections for 70 % of the turn, while claims expire or are asked for every
              {Acts.Expiry(comparison.Pairs.Max(pair => pair.Slice.Seconds)).TotalSeconds:0.#} s.
            - An answer other than 2xx counts as failed, and so does one that takes longer than ten seconds; failed requests count in the
              latencies. Sessions and processors are sampled once a second. Turns in which the same is done are one row.
            - *others' cores* is what the machine's processors did, or its host took, beyond the driver, both modes with the sidecar, and
              PostgreSQL.
            """);
    }
}
