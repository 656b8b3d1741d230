using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Testing.Postgres;

/// <summary>
/// A throw-away PostgreSQL server on a loopback port of its own, reached without a password. Tests share one, each with databases of
/// its own; a test that stops or kills the server starts one for itself. It ends with the process, even when that is killed.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresCluster>> SharedCluster = new(() => StartAsync());
    private static int _databases;

    private readonly string _folder;
    private readonly bool _durable;
    private readonly IReadOnlyList<string> _settings;
    private ServerProcess? _server;
    private bool _hasRun;

    private PostgresCluster(string folder, bool durable, IReadOnlyList<string> settings) =>
        (_folder, _durable, _settings) = (folder, durable, settings);

    public int Port { get; private set; }

    /// <summary>What the server has logged since it was started last.</summary>
    public IReadOnlyList<string> Log => _server?.Log ?? [];

    private string Data => Path.Combine(_folder, "data");

    private string Sockets => Path.Combine(_folder, "s");

    /// <summary>The server that all tests of this process share.</summary>
    public static Task<PostgresCluster> SharedAsync() => SharedCluster.Value;

    /// <param name="durable">Whether a commit survives a crash of the machine. Not that of the server, which it always does.</param>
    /// <param name="settings">Of the server, such as <c>max_connections=400</c>; where it is one of the usual ones, this holds.</param>
    public static async Task<PostgresCluster> StartAsync(bool durable = false, params IReadOnlyList<string> settings)
    {
        var cluster = new PostgresCluster(Directory.CreateTempSubdirectory("scs-pg-").FullName, durable, settings);
        await cluster.CreateFilesAsync();
        await cluster.StartAgainAsync();
        return cluster;
    }

    /// <summary>How to reach a database.</summary>
    public string ConnectionString(string database = "postgres", string user = PostgresPrograms.Account) =>
        new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = Port, Database = database, Username = user }.ConnectionString;

    /// <summary>A new, empty database.</summary>
    public async Task<PostgresDatabase> CreateDatabaseAsync()
    {
        var name = "test" + Interlocked.Increment(ref _databases).ToString(CultureInfo.InvariantCulture);
        await ExecuteAsync($"CREATE DATABASE {name}");
        return new PostgresDatabase(this, name);
    }

    /// <summary>Runs a command in the database <c>postgres</c>.</summary>
    public async Task ExecuteAsync(string sql)
    {
        // Of its own: one from a pool may be dead since the server was restarted.
        await using var connection = new NpgsqlConnection(ConnectionString() + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Lets a user in only with the password that was set for it.</summary>
    public async Task RequirePasswordAsync(string user)
    {
        var rules = Path.Combine(Data, "pg_hba.conf");
        await File.WriteAllTextAsync(rules, $"host all {user} 127.0.0.1/32 scram-sha-256\n" + await File.ReadAllTextAsync(rules));
        await ExecuteAsync("SELECT pg_reload_conf()");
    }

    /// <summary>Shuts the server down as an administrator would; its connections are ended and its data stays.</summary>
    public Task StopAsync() => EndAsync("stop");

    /// <summary>Lets the server die in the midst of what it does; its data stays.</summary>
    public Task CrashAsync() => EndAsync("crash");

    /// <summary>Starts a server that was stopped or crashed, on the port that it had.</summary>
    public async Task StartAgainAsync()
    {
        // Between finding a free port and taking it somebody else may have taken it.
        for (var attempt = 0; _server is null; attempt++)
        {
            if (attempt == 10)
                throw new InvalidOperationException($"Port {Port} stays taken.");
            if (!_hasRun)
                Port = FreePort();
            _server = await ServerProcess.TryStartAsync(_folder, ServerCommand());
        }

        _hasRun = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is null)
            Directory.Delete(_folder, recursive: true);
        else
            await EndAsync("");
    }

    private async Task EndAsync(string order)
    {
        var server = _server ?? throw new InvalidOperationException("The server is not running.");
        _server = null;
        await server.EndAsync(order);
    }

    private async Task CreateFilesAsync()
    {
        Directory.CreateDirectory(Data);
        Directory.CreateDirectory(Sockets);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chmod", "755", _folder);
            await RunAsync("chown", PostgresPrograms.Account, Data, Sockets);
        }

        await RunAsync(
        [
            .. PostgresPrograms.CommandOf("initdb"), "--pgdata", Data, "--username", PostgresPrograms.Account, "--auth", "trust",
            "--encoding", "UTF8", "--locale", "C", "--no-sync",
        ]);
    }

    private string[] ServerCommand() =>
    [
        .. PostgresPrograms.CommandOf("postgres"), "-D", Data, "-k", Sockets, "-p", Port.ToString(CultureInfo.InvariantCulture),
        "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200", "-c", "shared_buffers=32MB",
        .. _durable ? Array.Empty<string>() : ["-c", "fsync=off", "-c", "full_page_writes=off"],
        .. _settings.SelectMany(setting => new[] { "-c", setting }),
    ];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task RunAsync(params string[] command)
    {
        try
        {
            var start = new ProcessStartInfo(command[0], command[1..])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = "/",
            };
            using var process = Process.Start(start)!;
            var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"{string.Join(' ', command)}: {string.Join('\n', output)}");
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException($"{command[0]}: {missing.Message}", missing);
        }
    }
}
