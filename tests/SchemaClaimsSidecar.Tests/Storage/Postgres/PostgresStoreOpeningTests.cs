using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Storage.Postgres;
using Testing;
using Testing.Postgres;

namespace SchemaClaimsSidecar.Tests.Storage.Postgres;

/// <summary>Databases in which a store can, or cannot, be opened.</summary>
public class PostgresStoreOpeningTests
{
    [PostgresFact]
    public async Task Open_TablesOfANewerVersion_AreRefused()
    {
        await using var database = await PostgresStoreFixture.CreateDatabaseAsync();
        await (await PostgresStoreFixture.OpenAsync(database.ConnectionString)).DisposeAsync();
        await database.ExecuteAsync("INSERT INTO schemaclaims.migration(version) VALUES (99)");

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => PostgresStoreFixture.OpenAsync(database.ConnectionString));

        Assert.Contains("have version 99", refused.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Open_NameOfTheHistoryGone_IsDamage()
    {
        await using var database = await PostgresStoreFixture.CreateDatabaseAsync();
        await (await PostgresStoreFixture.OpenAsync(database.ConnectionString)).DisposeAsync();
        await database.ExecuteAsync("DELETE FROM schemaclaims.store");

        await Assert.ThrowsAsync<StoreDamagedException>(() => PostgresStoreFixture.OpenAsync(database.ConnectionString));
    }

    [PostgresFact]
    public async Task Open_HistoryOfAnotherDatabase_IsDamage()
    {
        await using var database = await PostgresStoreFixture.CreateDatabaseAsync();
        await using (var store = await PostgresStoreFixture.OpenAsync(database.ConnectionString))
            await store.AppendAsync(0, "first");
        await database.ExecuteAsync("UPDATE schemaclaims.store SET epoch = 'another'");

        await Assert.ThrowsAsync<StoreDamagedException>(() => PostgresStoreFixture.OpenAsync(database.ConnectionString));
    }

    [PostgresFact]
    public async Task Open_UserWhoMayNotCreate_NeedsTheTablesMadeBefore()
    {
        await using var database = await PostgresStoreFixture.CreateDatabaseAsync();
        await database.ExecuteAsync("CREATE ROLE publisher LOGIN");
        var asPublisher = database.Cluster.ConnectionString(database.Name, "publisher");

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => PostgresStoreFixture.OpenAsync(asPublisher));
        Assert.Contains("Give the user", refused.Message, StringComparison.Ordinal);

        await (await PostgresStoreFixture.OpenAsync(database.ConnectionString)).DisposeAsync();
        await database.ExecuteAsync("""
            GRANT USAGE ON SCHEMA schemaclaims TO publisher;
            GRANT SELECT ON ALL TABLES IN SCHEMA schemaclaims TO publisher;
            GRANT UPDATE ON schemaclaims.store TO publisher;
            GRANT INSERT, DELETE ON schemaclaims.blob TO publisher;
            GRANT INSERT ON schemaclaims.release TO publisher
            """);
        await using var store = await PostgresStoreFixture.OpenAsync(asPublisher);
        Assert.Equal(1, (await store.AppendAsync(0, "first")).Record.Generation);
    }

    [PostgresFact]
    public async Task Open_PasswordFileChanged_NewConnectionsUseTheNewOne()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        await cluster.ExecuteAsync("CREATE ROLE publisher LOGIN SUPERUSER PASSWORD 'old'");
        await cluster.RequirePasswordAsync("publisher");
        using var folder = new TemporaryFolder();
        var options = new PostgresStoreOptions { ConnectionStringFile = folder["connection"] };
        await WriteAsync("wrong");
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => PostgresStoreFixture.OpenAsync(options));
        Assert.Contains("Check the user and the password", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", refused.ToString(), StringComparison.Ordinal);

        await WriteAsync("old");
        await using var store = await PostgresStoreFixture.OpenAsync(options);
        await cluster.ExecuteAsync("ALTER ROLE publisher PASSWORD 'new'");
        await WriteAsync("new");
        await cluster.CrashAsync();
        await cluster.StartAgainAsync();

        Assert.Empty(await store.ListAsync(1, default));

        Task WriteAsync(string password) =>
            File.WriteAllTextAsync(folder["connection"], cluster.ConnectionString(user: "publisher") + ";Password=" + password);
    }

    [Theory]
    [InlineData("Host=h;Nonsense=secret")]
    [InlineData("Password=secret")]
    [InlineData("secret")]
    public async Task Open_MalformedConnectionString_IsNotShown(string connectionString)
    {
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => PostgresStoreFixture.OpenAsync(connectionString));

        Assert.Contains("connection string", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.Ordinal);
    }
}
