using System.Globalization;
using Dms.Client.Schema;
using Npgsql;
using Testing.Postgres;

namespace Dms.Client.Postgresql.Tests.Support;

/// <summary>A database with the tables of DMS, and documents that come in as DMS would write them.</summary>
internal sealed class DmsDatabase : IAsyncDisposable
{
    private const string Template = "dms_template";

    private static readonly Lazy<Task<PostgresCluster>> Prepared = new(PrepareAsync);
    private static int _databases;

    private readonly PostgresDatabase _database;

    private DmsDatabase(PostgresDatabase database)
    {
        _database = database;
        DataSource = NpgsqlDataSource.Create(database.ConnectionString);
    }

    public NpgsqlDataSource DataSource { get; }

    public string ConnectionString => _database.ConnectionString;

    public PostgresDatabase Postgres => _database;

    public static async Task<DmsDatabase> CreateAsync()
    {
        var cluster = await Prepared.Value;
        var name = "dms" + Interlocked.Increment(ref _databases).ToString(CultureInfo.InvariantCulture);
        await cluster.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {Template}");
        return new DmsDatabase(new PostgresDatabase(cluster, name));
    }

    /// <summary>
    /// Another set of equal tables, as DMS may create them: partitioned by list, which it does since the end of 2025, names written in mixed
    /// case, and columns that nobody here knows before those that somebody does.
    /// </summary>
    public static async Task<DmsDatabase> CreateWithOtherTablesAsync()
    {
        var database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        foreach (var script in Scripts())
            await database.ExecuteAsync(OtherTables(await File.ReadAllTextAsync(script)));
        return new DmsDatabase(database);
    }

    /// <summary>Writes a new document with its aliases, references, security elements and hierarchy, in one transaction.</summary>
    public async Task<StoredDocument> InsertAsync(ApiSchema schema, string resourceName, string json, string project = TestSchema.Project)
    {
        var resource = schema.FindResourceByName(project, resourceName) ?? throw new ArgumentException($"No {project} {resourceName}.");
        await using var connection = await DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var stored = await DocumentInsert.RunAsync(connection, schema, resource, json);
        await transaction.CommitAsync();
        return stored;
    }

    public Task<StoredDocument> InsertAsync(string resourceName, string json) => InsertAsync(SchoolModel.Schema, resourceName, json);

    public Task ExecuteAsync(string sql, params object[] parameters) => _database.ExecuteAsync(sql, parameters);

    public Task<T?> ReadAsync<T>(string sql, params object[] parameters) => _database.ReadAsync<T>(sql, parameters);

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static IEnumerable<string> Scripts() =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "sql"), "*.sql").Order(StringComparer.Ordinal);

    private static string OtherTables(string script) => script
        .Replace("PARTITION BY HASH", "PARTITION BY LIST", StringComparison.Ordinal)
        .Replace("FOR VALUES WITH (MODULUS 16, REMAINDER %s)", "FOR VALUES IN (%s)", StringComparison.Ordinal)
        .Replace("    id bigint GENERATED", "    \"OfLater\" integer NOT NULL DEFAULT 7,\n    id bigint GENERATED", StringComparison.Ordinal)
        .Replace("documentpartitionkey", "DocumentPartitionKey", StringComparison.Ordinal)
        .Replace("dms.document", "dms.Document", StringComparison.Ordinal)
        .Replace("edfidoc", "EdfiDoc", StringComparison.Ordinal);

    private static async Task<PostgresCluster> PrepareAsync()
    {
        var cluster = await PostgresCluster.SharedAsync();
        await cluster.ExecuteAsync($"CREATE DATABASE {Template}");
        var database = new PostgresDatabase(cluster, Template);
        foreach (var script in Scripts())
            await database.ExecuteAsync(await File.ReadAllTextAsync(script));
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        NpgsqlConnection.ClearPool(connection);
        return cluster;
    }
}
