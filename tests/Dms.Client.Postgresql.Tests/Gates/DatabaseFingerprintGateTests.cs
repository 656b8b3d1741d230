using System.ComponentModel.DataAnnotations;
using Dms.Client.Gates;
using Dms.Client.Postgresql.Gates;
using Dms.Client.Postgresql.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Testing;
using Testing.Postgres;

namespace Dms.Client.Postgresql.Tests.Gates;

public sealed class DatabaseFingerprintGateTests
{
    private static readonly string Old = new('a', 64);
    private static readonly string New = new('b', 64);

    [PostgresFact]
    public async Task Gate_DatabaseCarriesTheHash_IsOpen()
    {
        await using var database = await ProvisionAsync(New);

        Assert.True((await CheckAsync(database.DataSource, New, Old)).IsOpen);
        Assert.True((await CheckAsync(database.DataSource, New, null)).IsOpen);
    }

    [PostgresFact]
    public async Task Gate_DatabaseCarriesAnotherHash_IsClosedUntilItIsProvisioned()
    {
        await using var database = await ProvisionAsync(Old);

        var closed = await CheckAsync(database.DataSource, New, Old);
        Assert.Contains($"carries the effective schema hash {Old}, and the release needs {New}", closed.Reason, StringComparison.Ordinal);
        Assert.Contains($"'{database.Postgres.Name}' at 127.0.0.1:", closed.Reason, StringComparison.Ordinal);

        await database.ExecuteAsync("""UPDATE dms."EffectiveSchema" SET "EffectiveSchemaHash" = $1""", New);
        Assert.True((await CheckAsync(database.DataSource, New, Old)).IsOpen);
    }

    [PostgresFact]
    public async Task Gate_TableIsEmpty_IsClosed()
    {
        await using var database = await ProvisionAsync(Old);
        await database.ExecuteAsync("""DELETE FROM dms."EffectiveSchema" """);

        Assert.Contains("carries no effective schema hash", (await CheckAsync(database.DataSource, New, Old)).Reason, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Gate_TableIsAbsent_SaysWhatToDo()
    {
        await using var database = await DmsDatabase.CreateAsync();

        var closed = await CheckAsync(database.DataSource, New, Old);
        Assert.Contains($"provision it with the schema {New}", closed.Reason, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Gate_OwnQuery_IsAsked()
    {
        await using var database = await DmsDatabase.CreateAsync();
        var options = new DatabaseFingerprintOptions { Query = $"SELECT '{New}'" };

        Assert.True((await CheckAsync(database.DataSource, New, Old, options)).IsOpen);
        Assert.False((await CheckAsync(database.DataSource, Old, New, options)).IsOpen);
    }

    [PostgresFact]
    public async Task Gate_DatabaseHangs_IsClosedAfterItsTime()
    {
        await using var database = await ProvisionAsync(New);
        await using var blocker = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await new NpgsqlCommand("""LOCK TABLE dms."EffectiveSchema" """, blocker).ExecuteNonQueryAsync();
        var time = new ManualTimeProvider();
        var gate = new DatabaseFingerprintGate(database.DataSource, new DatabaseFingerprintOptions(), time);

        var checking = gate.CheckAsync(TestSnapshots.WithHash(New), null, CancellationToken.None).AsTask();
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Contains("within 00:00:10", (await checking.WaitAsync(TimeSpan.FromSeconds(30))).Reason, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Gate_Cancelled_Throws()
    {
        await using var database = await ProvisionAsync(New);
        var gate = new DatabaseFingerprintGate(database.DataSource, new DatabaseFingerprintOptions(), TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => gate.CheckAsync(TestSnapshots.WithHash(New), null, new CancellationToken(canceled: true)).AsTask());
    }

    [Fact]
    public async Task Gate_DatabaseIsAway_HoldsOnlyWhatChangesTheSchema()
    {
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Database=dms;Username=u;Password=secret");

        Assert.True((await CheckAsync(nowhere, Old, Old)).IsOpen);
        Assert.True((await CheckAsync(nowhere, "", Old)).IsOpen);
        var closed = await CheckAsync(nowhere, New, Old);
        Assert.Contains("Database 'dms' at 127.0.0.1:1 cannot be asked", closed.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", closed.Reason, StringComparison.Ordinal);
        Assert.False((await CheckAsync(nowhere, New, null)).IsOpen);
    }

    [PostgresFact]
    public async Task Gate_Added_IsAskedOnceForEachDatabase()
    {
        await using var database = await ProvisionAsync(New);
        var services = new ServiceCollection();
        services.AddDmsSnapshots(options => options.Address = "http://127.0.0.1:1")
            .AddDatabaseFingerprintGate(database.ConnectionString)
            .AddDatabaseFingerprintGate("Host=127.0.0.1;Port=1;Username=u", options => options.Query = "SELECT ''");
        await using var provider = services.BuildServiceProvider();

        var gates = provider.GetServices<ISnapshotGate>().ToArray();
        Assert.Equal(2, gates.Length);
        Assert.True((await gates[0].CheckAsync(TestSnapshots.WithHash(New), null, CancellationToken.None)).IsOpen);
        Assert.False((await gates[1].CheckAsync(TestSnapshots.WithHash(New), null, CancellationToken.None)).IsOpen);
    }

    [Fact]
    public void Gate_OptionOutOfRange_IsRefusedAtOnce()
    {
        var builder = new ServiceCollection().AddDmsSnapshots(_ => { });

        Assert.Throws<ValidationException>(() => builder.AddDatabaseFingerprintGate("Host=x", options => options.Query = ""));
        Assert.Throws<ValidationException>(() => builder.AddDatabaseFingerprintGate("Host=x", options => options.Timeout = TimeSpan.Zero));
    }

    private static Task<GateResult> CheckAsync(
        NpgsqlDataSource dataSource, string candidate, string? current, DatabaseFingerprintOptions? options = null) =>
        new DatabaseFingerprintGate(dataSource, options ?? new DatabaseFingerprintOptions(), TimeProvider.System)
            .CheckAsync(TestSnapshots.WithHash(candidate, 2), current is null ? null : TestSnapshots.WithHash(current), CancellationToken.None)
            .AsTask();

    private static async Task<DmsDatabase> ProvisionAsync(string hash)
    {
        var database = await DmsDatabase.CreateAsync();
        await database.ExecuteAsync(
            """CREATE TABLE dms."EffectiveSchema" ("EffectiveSchemaSingletonId" smallint PRIMARY KEY, "EffectiveSchemaHash" varchar(64) NOT NULL)""");
        await database.ExecuteAsync("""INSERT INTO dms."EffectiveSchema" VALUES (1, $1)""", hash);
        return database;
    }
}
