using System.Diagnostics;
using Bench.Inputs;
using Bench.Measuring;
using Microsoft.Extensions.Logging.Abstractions;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Storage.Postgres;
using Testing.Postgres;

namespace Bench.Scale;

/// <summary>What one more sidecar costs a database that it shares: to look what is newest, and to read what it lacks.</summary>
internal static class StoreRead
{
    private const int WarmUps = 20;
    private const int Rounds = 100;

    public static async Task<Samples> MeasureAsync(int bytes, CancellationToken cancellationToken)
    {
        await using var cluster = await PostgresCluster.StartAsync(durable: true);
        await using var writer = await OpenAsync(cluster, cancellationToken);
        await using var reader = await OpenAsync(cluster, cancellationToken);
        var samples = new Samples();
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            await AppendAsync(writer, round, bytes, cancellationToken);
            var began = Stopwatch.GetTimestamp();
            await reader.ReadHeadAsync(known: null, cancellationToken);
            await reader.ListAsync(32, cancellationToken);
            await reader.ReadCurrentAsync(cancellationToken);
            if (round >= WarmUps)
                samples.Add(Stopwatch.GetElapsedTime(began));
        }

        return samples;
    }

    private static Task<PostgresStore> OpenAsync(PostgresCluster cluster, CancellationToken cancellationToken) => PostgresStoreOpener.OpenAsync(
        new PostgresStoreOptions { ConnectionString = cluster.ConnectionString() }, TimeProvider.System,
        NullLogger<PostgresStore>.Instance, cancellationToken);

    private static async Task AppendAsync(PostgresStore store, int round, int bytes, CancellationToken cancellationToken)
    {
        var part = Rigs.Releases.RandomPart(round + 1, bytes);
        var snapshot = new Snapshot(ManifestWriter.Write("", "2026", [], [new ManifestPart(part.Name, part.Digest, part.Content.Length)]), [part]);
        await store.AppendAsync(new NewRelease(round, snapshot, [], "upload", "bench", ""), cancellationToken);
    }
}
