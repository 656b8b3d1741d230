using SchemaClaimsSidecar.Storage;
using Testing.Postgres;

namespace SchemaClaimsSidecar.Tests.Storage.Postgres;

/// <summary>The PostgreSQL store keeps what every store promises.</summary>
[RequiresPostgres]
public sealed class PostgresStoreTests : ReleaseStoreContract
{
    private PostgresDatabase? _database;

    public override async Task InitializeAsync()
    {
        _database = await PostgresStoreFixture.CreateDatabaseAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _database!.DisposeAsync();
    }

    private protected override async Task<IReleaseStore> OpenAsync() =>
        await PostgresStoreFixture.OpenAsync(_database!.ConnectionString, Time);
}
