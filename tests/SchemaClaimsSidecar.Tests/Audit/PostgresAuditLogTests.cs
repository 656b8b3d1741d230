using Microsoft.Extensions.Logging.Abstractions;
using SchemaClaimsSidecar.Audit;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Storage.Postgres;
using SchemaClaimsSidecar.Tests.Storage.Postgres;
using Testing.Postgres;

namespace SchemaClaimsSidecar.Tests.Audit;

[RequiresPostgres]
public sealed class PostgresAuditLogTests : AuditLogContract
{
    private PostgresDatabase? _database;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _database!.DisposeAsync();
    }

    [PostgresFact]
    public async Task Append_TheSameAgain_IsThereOnce()
    {
        var entry = Entry(1);
        await Log.AppendAsync(entry, default);
        await Log.AppendAsync(entry, default);

        Assert.Single(await ReadAsync());
    }

    [PostgresFact]
    public async Task Append_WithoutTheServer_SaysWhatFails()
    {
        await using var log = Connect("Host=127.0.0.1;Port=1;Database=d;Username=u;Password=secret");

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => log.AppendAsync(Entry(1), default));

        Assert.Contains("since the store 127.0.0.1:1/d fails", refused.Message, StringComparison.Ordinal);
    }

    private protected override async Task<IAuditLog> OpenAsync()
    {
        if (_database is null)
        {
            _database = await PostgresStoreFixture.CreateDatabaseAsync();
            await using var store = await PostgresStoreFixture.OpenAsync(_database.ConnectionString);
        }

        return Connect(_database.ConnectionString);
    }

    private static PostgresAuditLog Connect(string connectionString) => new(PostgresStoreOpener.Create(
        new PostgresStoreOptions { ConnectionString = connectionString }, known: null, TimeProvider.System,
        NullLogger<PostgresStore>.Instance));
}
