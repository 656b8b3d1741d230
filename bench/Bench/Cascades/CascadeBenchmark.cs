using System.Diagnostics;
using System.Globalization;
using Bench.Reporting;
using Npgsql;
using Testing.Postgres;
using static Bench.Reporting.Format;

namespace Bench.Cascades;

/// <summary>A session that many course offerings refer to gets another name.</summary>
internal sealed class CascadeBenchmark : IBenchmark
{
    private const int Decisive = 1000;
    private const int Levels = 2;
    private const int MaxRoundTrips = 4;
    private const double Faster = 5;
    private const double Leaner = 10;
    private const double ShorterOpen = 10;

    private static readonly (int Documents, int Rounds)[] Sizes = [(10, 20), (100, 20), (Decisive, 11), (10_000, 1)];

    public string Name => "cascades";

    public async Task<Section> RunAsync(CancellationToken cancellationToken)
    {
        await using var cluster = await PostgresCluster.StartAsync();
        var table = new Table(
            "documents", "round trips", "per document", "p50", "per document", "ratio", "MB allocated", "per document", "ratio",
            "transaction open", "per document", "ratio");
        List<Verdict> verdicts = [];
        var mostRoundTrips = 0;
        foreach (var (documents, rounds) in Sizes)
        {
            var (own, trees) = await MeasureAsync(cluster, documents, rounds, cancellationToken);
            AddRow(table, documents, own, trees);
            mostRoundTrips = Math.Max(mostRoundTrips, own.RoundTrips);
            if (documents == Decisive)
                verdicts.AddRange(VerdictsOf(own, trees));
        }

        verdicts.Insert(0, RoundTripsVerdict(mostRoundTrips));
        return new Section(
            Name,
            "an identity changes, and who refers to it follows",
            $"""
            Renames a session that N course offerings refer to; the name is part of their identity as well. Beside it, in turn and over the
            same rows, the way of DMS of 2025-11: a transaction in which each document is read into a tree, cloned, changed, asked for
            referrers of its own and written, one by one (and whose aliases stay as they were; the cascade moves them, too).
            PostgreSQL {await VersionAsync(cluster, cancellationToken)} on the same machine, without fsync. Round trips are those of the
            whole update; the cascade has {Levels} levels to look at. Allocated are bytes of this process.
            """,
            verdicts,
            [table]);
    }

    private static async Task<(CascadeFigures Own, CascadeFigures Trees)> MeasureAsync(
        PostgresCluster cluster, int documents, int rounds, CancellationToken cancellationToken)
    {
        await using var rig = await CascadeRig.CreateAsync(cluster, documents);
        var (own, trees) = (new CascadeFigures(), new CascadeFigures());
        for (var round = -1; round < rounds; round++)
        {
            await MeasureAsync(rig, rig.RenameAsync, own, counts: round >= 0, cancellationToken);
            await MeasureAsync(rig, rig.RenameByTreesAsync, trees, counts: round >= 0, cancellationToken);
        }

        return (own, trees);
    }

    private static async Task MeasureAsync(
        CascadeRig rig, Func<NpgsqlDataSource, CancellationToken, Task> rename, CascadeFigures figures, bool counts,
        CancellationToken cancellationToken)
    {
        await rig.VacuumAsync();
        rig.Log.Clear();
        await rename(rig.Observed, cancellationToken);
        figures.RoundTrips = rig.Log.RoundTrips;
        var open = rig.Log.Open;
        await rig.VacuumAsync();
        var (allocated, began) = (GC.GetTotalAllocatedBytes(precise: true), Stopwatch.GetTimestamp());
        await rename(rig.Source, cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(began);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        if (!counts)
            return;
        figures.Open.Add(open);
        figures.Total.Add(elapsed);
        figures.Megabytes.Add(allocated / 1e6);
    }

    private static void AddRow(Table table, int documents, CascadeFigures own, CascadeFigures trees) => table.Add(
        documents.ToString("N0", CultureInfo.InvariantCulture),
        own.RoundTrips.ToString(CultureInfo.InvariantCulture), trees.RoundTrips.ToString(CultureInfo.InvariantCulture),
        Milliseconds(own.Total.Median), Milliseconds(trees.Total.Median), Ratio(trees.Total.Median / own.Total.Median),
        Invariant($"{own.Megabytes.Median:0.00}"), Invariant($"{trees.Megabytes.Median:0.00}"),
        Ratio(trees.Megabytes.Median / own.Megabytes.Median),
        Milliseconds(own.Open.Median), Milliseconds(trees.Open.Median), Ratio(trees.Open.Median / own.Open.Median));

    private static Verdict RoundTripsVerdict(int most) => new(
        Invariant($"{Sizes[0].Documents} to {Sizes[^1].Documents:N0} documents follow an identity: round trips a level"), $"≤ {MaxRoundTrips}",
        (most / (double)Levels).ToString("0.0", CultureInfo.InvariantCulture), most <= MaxRoundTrips * Levels,
        "A statement is split where a message would become too large.");

    private static IEnumerable<Verdict> VerdictsOf(CascadeFigures own, CascadeFigures trees)
    {
        var (faster, leaner) = (trees.Total.Median / own.Total.Median, trees.Megabytes.Median / own.Megabytes.Median);
        var shorter = trees.Open.Median / own.Open.Median;
        const string Rest =
            "What remains is PostgreSQL's work on the rows: most of it on the aliases, which the baseline leaves wrong.";
        yield return new Verdict(
            "1,000 documents follow an identity: time", $"≥ {Ratio(Faster)} faster than trees", Ratio(faster), faster >= Faster, Rest);
        yield return new Verdict(
            "1,000 documents follow an identity: bytes allocated", $"≥ {Ratio(Leaner)} fewer", Ratio(leaner), leaner >= Leaner, "");
        yield return new Verdict(
            "1,000 documents follow an identity: time with the transaction open", $"≤ 1/{ShorterOpen:0}", $"1/{shorter:0.0}",
            shorter >= ShorterOpen, Rest);
    }

    private static async Task<string> VersionAsync(PostgresCluster cluster, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(cluster.ConnectionString());
        await connection.OpenAsync(cancellationToken);
        return connection.PostgreSqlVersion.ToString();
    }
}
