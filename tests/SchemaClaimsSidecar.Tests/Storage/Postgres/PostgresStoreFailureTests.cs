using System.Globalization;
using Npgsql;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Storage.Postgres;
using Testing;
using Testing.Postgres;

namespace SchemaClaimsSidecar.Tests.Storage.Postgres;

/// <summary>PostgreSQL, or the way to it, fails while the store is in use.</summary>
public class PostgresStoreFailureTests
{
    private readonly ManualTimeProvider _time = new();

    [PostgresTheory]
    [InlineData(CommitCut.BeforeTheServerHears)]
    [InlineData(CommitCut.BeforeTheClientHears)]
    public async Task Append_ConnectionLostWhileCommitting_MakesExactlyOneRelease(CommitCut cut)
    {
        await using var database = await PostgresStoreFixture.CreateDatabaseAsync();
        await using var proxy = new CuttingProxy(database.Cluster.Port);
        await using var store = await PostgresStoreFixture.OpenAsync(Through(proxy, database), _time);
        await store.AppendAsync(0, "first");

        proxy.CutNext(cut);
        var release = await _time.RetryAsync(store.AppendAsync(1, "second"));

        Assert.Equal(1, proxy.Cuts);
        Assert.Equal(2, release.Record.Generation);
        Assert.Equal(release.Bytes.ToArray(), (await store.ListAsync(9, default))[0].Bytes.ToArray());
        Assert.Equal(release.Bytes.ToArray(), (await store.ReadCurrentAsync(default))!.Release.Bytes.ToArray());
        Assert.Equal(2, await database.ReadAsync<long>("SELECT count(*) FROM schemaclaims.release"));
        Assert.Empty((await store.VerifyAsync(default)).Damages);
    }

    [PostgresFact]
    public async Task Append_ConnectionLostForGoodWhileCommitting_SaysThatTheOutcomeIsOpen()
    {
        await using var database = await PostgresStoreFixture.CreateDatabaseAsync();
        await using var proxy = new CuttingProxy(database.Cluster.Port);
        await using var store = await PostgresStoreFixture.OpenAsync(Through(proxy, database), _time);

        proxy.CutNext(CommitCut.BeforeTheClientHears, andRefuse: true);
        var unavailable = await Assert.ThrowsAsync<StoreUnavailableException>(() => _time.RetryAsync(store.AppendAsync(0, "first")));

        Assert.Contains("look at the history", unavailable.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Store_ServerAway_SaysSoAndGoesOnWhenItIsBack()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        await using var store = await PostgresStoreFixture.OpenAsync(cluster.ConnectionString(), _time);
        await store.AppendAsync(0, "first");
        await cluster.StopAsync();

        var append = await Assert.ThrowsAsync<StoreUnavailableException>(() => _time.RetryAsync(store.AppendAsync(1, "second")));
        var read = await Assert.ThrowsAsync<StoreUnavailableException>(() => _time.RetryAsync(store.ReadCurrentAsync(default).AsTask()));

        Assert.StartsWith("Nothing was published", append.Message, StringComparison.Ordinal);
        Assert.Contains($"127.0.0.1:{cluster.Port}/postgres", read.Message, StringComparison.Ordinal);
        await cluster.StartAgainAsync();
        Assert.Equal(2, (await _time.RetryAsync(store.AppendAsync(1, "second"))).Record.Generation);
    }

    [PostgresFact]
    public async Task Append_WhileTheServerDiesAgainAndAgain_KeepsEveryAcknowledgedRelease()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        await using var store = await PostgresStoreFixture.OpenAsync(cluster.ConnectionString());
        var acknowledged = new Dictionary<long, Digest>();
        for (var round = 0; round < 3; round++)
        {
            var appending = AppendUntilItFailsAsync(store, acknowledged);
            await Eventually.IsTrueAsync(() => Count(acknowledged) >= 10 * (round + 1));
            await cluster.CrashAsync();
            await appending;
            await cluster.StartAgainAsync();

            var releases = (await store.ListAsync(int.MaxValue, default)).ToDictionary(release => release.Record.Generation);
            Assert.All(acknowledged, known => Assert.Equal(known.Value, releases[known.Key].SnapshotId));
            Assert.InRange(releases.Count, acknowledged.Count, acknowledged.Count + 1);
            foreach (var (generation, release) in releases)
                acknowledged[generation] = release.SnapshotId;
            Assert.Empty((await store.VerifyAsync(default)).Damages);
        }
    }

    [PostgresFact]
    public async Task Append_ConnectionsTerminated_TriesAgain()
    {
        await using var database = await PostgresStoreFixture.CreateDatabaseAsync();
        await using var store = await PostgresStoreFixture.OpenAsync(database.ConnectionString, _time);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => store.ListAsync(1, default)));
        await database.TerminateConnectionsAsync();

        Assert.Equal(1, (await _time.RetryAsync(store.AppendAsync(0, "first"))).Record.Generation);
    }

    [PostgresFact]
    public async Task Append_AnotherHoldsTheLockTooLong_GivesUpAndChangesNothing()
    {
        await using var database = await PostgresStoreFixture.CreateDatabaseAsync();
        await using var store = await PostgresStoreFixture.OpenAsync(
            new PostgresStoreOptions { ConnectionString = database.ConnectionString, StatementTimeout = TimeSpan.FromSeconds(1) }, _time);
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var command = new NpgsqlCommand("SELECT FROM schemaclaims.store FOR UPDATE", connection);
            await command.ExecuteNonQueryAsync();

            await Assert.ThrowsAsync<StoreUnavailableException>(() => _time.RetryAsync(store.AppendAsync(0, "first")));
        }

        Assert.Equal(1, (await store.AppendAsync(0, "first")).Record.Generation);
    }

    private static string Through(CuttingProxy proxy, PostgresDatabase database) =>
        new NpgsqlConnectionStringBuilder(database.ConnectionString) { Port = proxy.Port }.ConnectionString;

    private static int Count(Dictionary<long, Digest> acknowledged)
    {
        lock (acknowledged)
            return acknowledged.Count;
    }

    private static async Task AppendUntilItFailsAsync(PostgresStore store, Dictionary<long, Digest> acknowledged)
    {
        try
        {
            for (long expected = Count(acknowledged); ; expected++)
            {
                var release = await store.AppendAsync(expected, expected.ToString(CultureInfo.InvariantCulture));
                lock (acknowledged)
                    acknowledged.Add(release.Record.Generation, release.SnapshotId);
            }
        }
        catch (StoreUnavailableException)
        {
            // The server has died; what was acknowledged before is what counts.
        }
    }
}
