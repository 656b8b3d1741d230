using System.Security.Cryptography;
using Bench.Measuring;
using Bench.Reporting;
using Bench.Rigs;
using static Bench.Reporting.Format;

namespace Bench.Pods;

/// <summary>A change of the claims in ten pods that share a PostgreSQL store, beside a value in etcd that ten watch.</summary>
internal sealed class PodsBenchmark : IBenchmark
{
    private const int Pods = 10;
    private const int WarmUps = 20;
    private const int Rounds = 100;
    private const double Goal = 25;

    // The third is the size of Ed-Fi's claims.
    private static readonly int[] Sizes = [64, 64 * 1024, 340_000, 1024 * 1024];

    public string Name => "pods";

    public async Task<Section> RunAsync(CancellationToken cancellationToken)
    {
        using var work = new WorkFolder();
        await using var fleet = await PodFleet.StartAsync(work, Pods, cancellationToken);
        using var etcd = EtcdServer.IsInstalled ? await EtcdFleet.StartAsync(work.NewFolder(), Pods, cancellationToken) : null;
        var table = new Table("bytes", "all ten pods: p50", "p99", "etcd, all ten watches: p50", "p99", "ratio of p50");
        var single = new Samples();
        foreach (var size in Sizes)
        {
            var round = 0;
            var subjects = new List<Func<int, Task<TimeSpan>>>
            {
                _ => fleet.UploadAsync(SizedClaims.Make(size, (size * 1000) + ++round), cancellationToken),
            };
            if (etcd is not null)
                subjects.Add(_ => etcd.PutAsync(RandomNumberGenerator.GetBytes(Math.Max(size, 64)), cancellationToken));
            var samples = await Interleaved.RunAsync(WarmUps, Rounds, cancellationToken, [.. subjects]);
            single = size == Sizes[2] ? samples[0] : single;
            AddRow(table, fleet.ClaimsLength, samples);
        }

        return Describe(work, table, single);
    }

    private static void AddRow(Table table, int length, Samples[] samples)
    {
        var ours = samples[0];
        if (samples is [_, var etcd])
        {
            table.Add(
                Bytes(length), Milliseconds(ours.Median), Milliseconds(ours.P99), Milliseconds(etcd.Median), Milliseconds(etcd.P99),
                Ratio(ours.Median / etcd.Median));
        }
        else
        {
            table.Add(Bytes(length), Milliseconds(ours.Median), Milliseconds(ours.P99), "not installed", "", "");
        }
    }

    private Section Describe(WorkFolder work, Table table, Samples ours) => new(
        Name,
        "a change of the claims in ten pods",
        $"""
        Ten sidecar processes share a PostgreSQL server that flushes at every commit; each has a client, all of them in the process
        that also uploads. Measured is from before the upload of a claims document through one of the sidecars, so with sending,
        compiling and storing, until the last client has swapped. For comparison one etcd server and ten watches of a key, on a
        connection each, from before the put until the last watch has the value: random bytes of the same size, which nobody compiles
        or verifies. Both flush to {work.FileSystem}, on the same {Environment.ProcessorCount} cores, which {Pods} sidecars share here
        and would not in a cluster. {Rounds} changes of each size; the first column is what a client receives.
        """,
        [
            new Verdict(
                "340 kB of claims, uploaded → applied in ten pods on PostgreSQL", $"p50 ≤ {Number(Goal)} ms", Milliseconds(ours.Median),
                ours.Median <= Goal,
                "The goal is for one pod. Ten sidecars read the release from the database and verify it, ten clients again, on these cores."),
        ],
        [table]);
}
