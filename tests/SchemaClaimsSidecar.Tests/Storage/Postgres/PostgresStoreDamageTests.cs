using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Storage.Postgres;
using Testing.Postgres;

namespace SchemaClaimsSidecar.Tests.Storage.Postgres;

/// <summary>Somebody or something has changed what the tables hold.</summary>
public sealed class PostgresStoreDamageTests : IAsyncLifetime
{
    private const string Edit = "UPDATE schemaclaims.release SET ";
    private const string AnyBlob = "(SELECT digest FROM schemaclaims.blob LIMIT 1)";
    private const string Blob = "content = convert_to('students b', 'UTF8')";

    private PostgresDatabase? _database;
    private PostgresStore? _store;

    private PostgresDatabase Database => _database!;

    private PostgresStore Store => _store!;

    public async Task InitializeAsync()
    {
        _database = await PostgresStoreFixture.CreateDatabaseAsync();
        await using (var writer = await PostgresStoreFixture.OpenAsync(Database.ConnectionString))
        {
            foreach (var (text, generation) in new[] { "a", "b", "c" }.Select((text, i) => (text, i)))
                await writer.AppendAsync(generation, text);
        }

        _store = await PostgresStoreFixture.OpenAsync(Database.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await Store.DisposeAsync();
        await Database.DisposeAsync();
    }

    [PostgresTheory]
    [InlineData("UPDATE schemaclaims.blob SET content = 'other' WHERE " + Blob, "is damaged: its bytes are others than were written")]
    [InlineData("DELETE FROM schemaclaims.blob WHERE " + Blob, "part 'resource/ed-fi/students'")]
    public async Task Snapshot_WithADamagedPart_IsNotGivenOutAndTheOthersAre(string damage, string named)
    {
        var releases = await Store.ListAsync(3, default);
        await Database.ExecuteAsync(damage);

        var damaged = await Assert.ThrowsAsync<StoreDamagedException>(() => Store.ReadSnapshotAsync(releases[1].SnapshotId, default));

        Assert.Contains(named, damaged.Message, StringComparison.Ordinal);
        Assert.NotNull(await Store.ReadSnapshotAsync(releases[0].SnapshotId, default));
        Assert.NotNull(await Store.ReadSnapshotAsync(releases[2].SnapshotId, default));
        Assert.Contains(named, Assert.Single((await Store.VerifyAsync(default)).Damages), StringComparison.Ordinal);
    }

    [PostgresTheory]
    [InlineData("UPDATE schemaclaims.blob SET content = 'other' WHERE " + Blob)]
    [InlineData("DELETE FROM schemaclaims.blob WHERE " + Blob)]
    public async Task Append_OfWhatIsDamaged_WritesItAnew(string damage)
    {
        var releases = await Store.ListAsync(3, default);
        await Database.ExecuteAsync(damage);

        await Store.AppendAsync(3, "b");

        Assert.NotNull(await Store.ReadSnapshotAsync(releases[1].SnapshotId, default));
        Assert.Empty((await Store.VerifyAsync(default)).Damages);
    }

    [PostgresTheory]
    [InlineData(Edit + "content = replace(encode(content, 'escape'), 'ann', 'eve')::bytea WHERE generation = 2", "Release 2")]
    [InlineData("DELETE FROM schemaclaims.release WHERE generation = 2", "Release 2")]
    [InlineData(Edit + "snapshot_id = " + AnyBlob + " WHERE generation = 2", "Release 2")]
    [InlineData(Edit + "checksum = sha256('') WHERE generation = 1", "Release 1")]
    public async Task History_Edited_IsNotGivenOut(string edit, string named)
    {
        await Database.ExecuteAsync(edit);

        var damaged = await Assert.ThrowsAsync<StoreDamagedException>(() => Store.ListAsync(3, default));

        Assert.Contains(named, damaged.Message, StringComparison.Ordinal);
        Assert.Contains((await Store.VerifyAsync(default)).Damages, damage => damage.Contains(named, StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task Append_AfterTheDatabaseWasReplacedByAnotherHistory_IsRefused()
    {
        await Database.ExecuteAsync("UPDATE schemaclaims.store SET epoch = 'another'");

        var refused = await Assert.ThrowsAsync<HistoryReplacedException>(() => Store.AppendAsync(3, "d"));

        Assert.Contains("'another'", refused.Message, StringComparison.Ordinal);
        Assert.Equal(3, await Database.ReadAsync<long>("SELECT count(*) FROM schemaclaims.release"));
    }
}
