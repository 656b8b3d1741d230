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
        await using var one = await PodFleet.StartAsync(work, 1, cancellationToken);
        await using var fleet = await PodFleet.StartAsync(work, Pods, cancellationToken);
        using var etcd = EtcdServer.IsInstalled ? await EtcdFleet.StartAsync(work.NewFolder(), Pods, cancellationToken) : null;
        var table = new Table("bytes", "one pod: p50", "p99", "ten pods: p50", "p99", "etcd, ten watches: p50", "p99");
        var single = new Samples();
        foreach (var size in Sizes)
        {
            var round = 0;
            var subjects = new List<Func<int, Task<TimeSpan>>>
            {
                _ => one.UploadAsync(SizedClaims.Make(size, (size * 1000) + ++round), cancellationToken),
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
        string[] etcd = samples is [_, _, var watches] ? [Milliseconds(watches.Median), Milliseconds(watches.P99)] : ["not installed", ""];
        table.Add(
        [
            Bytes(length), Milliseconds(samples[0].Median), Milliseconds(samples[0].P99), Milliseconds(samples[1].Median),
            Milliseconds(samples[1].P99), .. etcd,
        ]);
    }

    private Section Describe(WorkFolder work, Table table, Samples ours) => new(
        Name,
        "a change of the claims in one pod and in ten",
        $"""
        Ten sidecar processes share a PostgreSQL server that flushes at every commit, and one has a server for itself; each sidecar has
        a client, all of them in the process that also uploads. Measured is from before the upload of a claims document through one of
        the sidecars, so with sending, compiling and storing, until the last client has swapped. For comparison one etcd server and ten watches of a key, on a
        connection each, from before the put until the last watch has the value: random bytes of the same size, which nobody compiles
        or verifies. All flush to one disk ({work.FileSystem}) on the same {Environment.ProcessorCount} cores. In a cluster every pod has cores of its
        own, and the local copy that each sidecar flushes before it offers a release goes to a disk of its own. {Rounds} changes of each size; the first column is what a client receives.
        """,
        [
            new Verdict(
                "340 kB of claims, uploaded → applied with PostgreSQL, one pod", $"p50 ≤ {Number(Goal)} ms", Milliseconds(ours.Median),
                ours.Median <= Goal,
                "The database, the sidecar, the client and the upload share the cores; the local copy and the database flush to one disk."),
        ],
        [table]);
}
