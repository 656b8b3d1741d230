using Npgsql;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Storage.Postgres;
using Testing.Postgres;

namespace SchemaClaimsSidecar.Tests.Storage.Postgres;

/// <summary>Many sidecars use one database at the same moment.</summary>
public class PostgresStoreManyTests
{
    private const int Stores = 10;

    [PostgresFact]
    public async Task Database_OpenedByManyAtOnce_BeginsOneHistory()
    {
        await using var database = await PostgresStoreFixture.CreateDatabaseAsync();

        var stores = await PostgresStoreFixture.OpenManyAsync(database, Stores);

        Assert.Single(stores.Select(store => store.Epoch).Distinct());
        Assert.Equal(1, await database.ReadAsync<long>("SELECT count(*) FROM schemaclaims.store"));
        await DisposeAsync(stores);
    }

    [PostgresFact]
    public Task Append_ByManyAtOnceAFewTimes_ExactlyOneWinsAndIsNamed() => RaceAsync(rounds: 15);

    [PostgresFact]
    [Trait("Category", "Long")]
    public Task Append_ByManyAtOnceManyTimes_ExactlyOneWinsAndIsNamed() => RaceAsync(rounds: 200);

    [PostgresFact]
    public async Task Current_AfterAnotherStoreAppended_IsItsRelease()
    {
        await using var database = await PostgresStoreFixture.CreateDatabaseAsync();
        var stores = await PostgresStoreFixture.OpenManyAsync(database, 2);
        await stores[0].AppendAsync(0, "first");
        await stores[1].ReadCurrentAsync(default);

        var release = await stores[0].AppendAsync(1, "second");

        var current = (await stores[1].ReadCurrentAsync(default))!;
        Assert.Equal(release.Bytes.ToArray(), current.Release.Bytes.ToArray());
        var published = (await stores[0].ReadCurrentAsync(default))!;
        Assert.Equal(FileStoreFixture.Describe(published.Snapshot), FileStoreFixture.Describe(current.Snapshot));
        await DisposeAsync(stores);
    }

    [PostgresFact]
    public async Task Append_Committed_NotifiesOfTheGeneration()
    {
        await using var database = await PostgresStoreFixture.CreateDatabaseAsync();
        await using var store = await PostgresStoreFixture.OpenAsync(database.ConnectionString);
        await using var listener = new NpgsqlConnection(database.ConnectionString);
        await listener.OpenAsync();
        var heard = new List<string>();
        listener.Notification += (_, notification) => heard.Add(notification.Payload);
        await using (var listen = new NpgsqlCommand("LISTEN schemaclaims", listener))
            await listen.ExecuteNonQueryAsync();

        await store.AppendAsync(0, "first");
        await Assert.ThrowsAsync<ReleaseConflictException>(() => store.AppendAsync(0, "refused"));
        await store.AppendAsync(1, "second");

        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (heard.Count < 2)
            await listener.WaitAsync(timeout.Token);
        Assert.Equal(["1", "2"], heard);
    }

    private static async Task RaceAsync(int rounds)
    {
        await using var database = await PostgresStoreFixture.CreateDatabaseAsync();
        var stores = await PostgresStoreFixture.OpenManyAsync(database, Stores);
        for (var round = 0; round < rounds; round++)
        {
            var outcomes = await Task.WhenAll(stores.Select((store, i) => TryAppendAsync(store, round, $"{round} by {i}")));

            var winner = Assert.Single(outcomes.OfType<Release>());
            Assert.Equal(round + 1, winner.Record.Generation);
            var lost = outcomes.OfType<ReleaseConflictException>().ToArray();
            Assert.Equal(Stores - 1, lost.Length);
            Assert.All(lost, conflict => Assert.Equal(winner.Bytes.ToArray(), conflict.Winner!.Bytes.ToArray()));
        }

        var verification = await stores[0].VerifyAsync(default);
        Assert.Empty(verification.Damages);
        Assert.Equal(rounds, verification.Releases);
        // Those that lost have left nothing: a manifest, two parts and two inputs a release, and the two parts that all share.
        Assert.Equal((5 * rounds) + 2, verification.Blobs);
        await DisposeAsync(stores);
    }

    private static async Task<object> TryAppendAsync(PostgresStore store, long expected, string text)
    {
        try
        {
            return await store.AppendAsync(expected, text);
        }
        catch (ReleaseConflictException conflict)
        {
            return conflict;
        }
    }

    private static async Task DisposeAsync(IEnumerable<PostgresStore> stores)
    {
        foreach (var store in stores)
            await store.DisposeAsync();
    }
}
