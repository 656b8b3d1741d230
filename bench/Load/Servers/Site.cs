using Load.Recording;
using Load.Sampling;
using Npgsql;
using Testing.Postgres;

namespace Load.Servers;

/// <summary>What all servers of a recording share: a PostgreSQL server with a seeded database to copy, and the schema.</summary>
internal sealed class Site : IAsyncDisposable
{
    private const string Seeded = "seeded";

    // Room for the pools of two servers, of a hundred connections each, and for whoever looks; and no checkpoint in the midst of it.
    private static readonly string[] DatabaseSettings =
    [
        "max_connections=400", "shared_buffers=256MB", "checkpoint_timeout=1d", "max_wal_size=32GB", "log_line_prefix=" + LoggedLine.Prefix,
    ];

    private static readonly TimeSpan NoExpiry = TimeSpan.FromMinutes(10);

    private readonly PostgresCluster _cluster;
    private int _copies;

    private Site(PostgresCluster cluster) => _cluster = cluster;

    public SchemaFiles Schema { get; } = new();

    /// <summary>What the database has logged so far.</summary>
    public IReadOnlyList<string> DatabaseLog => _cluster.Log;

    /// <summary>Under which application_name the sessions of a mode are.</summary>
    public static string ApplicationName(string mode) => $"MiniDms {mode}";

    public static async Task<Site> StartAsync(CancellationToken cancellationToken)
    {
        var site = new Site(await PostgresCluster.StartAsync(durable: false, DatabaseSettings));
        try
        {
            await site._cluster.ExecuteAsync($"CREATE DATABASE {Seeded}");
            await site.SeedAsync(cancellationToken);
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>A server with a database of its own, in which the same is as in those of all others.</summary>
    public async Task<LoadedServer> StartServerAsync(string mode, int poolSize, TimeSpan claimsExpiry, CancellationToken cancellationToken)
    {
        var database = $"copy{++_copies}";
        await _cluster.ExecuteAsync($"CREATE DATABASE {database} TEMPLATE {Seeded}");
        var claims = await ClaimsService.StartAsync();
        var (postgres, application) = (_cluster.ConnectionString(database), ApplicationName(mode));
        try
        {
            var settings = Settings(mode, $"{postgres};Application Name={application}", claims.Url, poolSize, claimsExpiry);
            var (process, url) = await MiniDmsProcess.StartAsync(settings, cancellationToken);
            return new LoadedServer(url)
            {
                Process = process, Postgres = new PostgresSource(postgres, application), Claims = claims, Schema = Schema,
            };
        }
        catch
        {
            await claims.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await _cluster.DisposeAsync();
        Schema.Dispose();
    }

    private async Task SeedAsync(CancellationToken cancellationToken)
    {
        await using var claims = await ClaimsService.StartAsync();
        var settings = Settings("investigated", _cluster.ConnectionString(Seeded), claims.Url, poolSize: 4, NoExpiry);
        var (process, _) = await MiniDmsProcess.StartAsync(settings, cancellationToken);
        await process.DisposeAsync();
        // Otherwise plans would change at some moment of a recording, when the server gets to it by itself.
        await using var connection = new NpgsqlConnection(_cluster.ConnectionString(Seeded) + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var analyze = new NpgsqlCommand("VACUUM ANALYZE", connection);
        await analyze.ExecuteNonQueryAsync(cancellationToken);
    }

    private MiniDmsSettings Settings(string mode, string postgres, Uri claims, int poolSize, TimeSpan claimsExpiry) =>
        new(mode, postgres, claims, SchemaFiles.Core, [Schema.Field], poolSize, claimsExpiry);
}
