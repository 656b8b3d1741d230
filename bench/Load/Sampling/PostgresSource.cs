using System.Net.Sockets;
using Npgsql;

namespace Load.Sampling;

/// <summary>
/// Reads the sessions of one application from a PostgreSQL server, over one connection of its own under another name. A server that is
/// away, or has no session left for it, is asked again at every sample.
/// </summary>
public sealed class PostgresSource : IAsyncDisposable
{
    /// <summary>Under which application_name it is connected.</summary>
    public const string OwnApplicationName = "Load sampler";

    // Active sessions of parallel workers are counted with their leader.
    private const string Query = """
        SELECT count(*) FILTER (WHERE state = 'active')::int,
               count(*) FILTER (WHERE state = 'idle')::int,
               count(*) FILTER (WHERE state LIKE 'idle in transaction%')::int,
               count(*) FILTER (WHERE state = 'active' AND wait_event_type IS NULL)::int,
               count(*) FILTER (WHERE state = 'active' AND wait_event_type = 'Lock')::int,
               count(*) FILTER (WHERE state = 'active' AND wait_event_type IN ('LWLock', 'BufferPin'))::int,
               count(*) FILTER (WHERE state = 'active' AND wait_event_type = 'IO')::int,
               count(*) FILTER (WHERE state = 'active' AND wait_event_type = 'Client')::int,
               current_setting('max_connections')::int,
               (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend')::int,
               (SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()),
               (SELECT xact_rollback FROM pg_stat_database WHERE datname = current_database()),
               (SELECT array_agg(pid) FROM pg_stat_activity)
        FROM pg_stat_activity
        WHERE application_name = $1 AND leader_pid IS NULL AND backend_type = 'client backend'
        """;

    private const int PatienceSeconds = 2;

    private readonly string _connectionString;
    private readonly string _applicationName;
    private readonly PostgresProcessorTime _processorTime = new();
    private NpgsqlConnection? _connection;

    /// <param name="connectionString">How to reach the database; its user needs pg_read_all_stats to see another user's sessions.</param>
    /// <param name="applicationName">Whose sessions are counted.</param>
    public PostgresSource(string connectionString, string applicationName)
    {
        _applicationName = applicationName;
        _connectionString = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = OwnApplicationName,
            Pooling = false,
            Timeout = PatienceSeconds,
            CommandTimeout = PatienceSeconds,
        }.ConnectionString;
    }

    /// <summary>Why figures are missing; null while all is well.</summary>
    public string? Problem { get; private set; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>What the server says now; null when it does not answer.</summary>
    internal async Task<PostgresSample?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_connection is null)
            {
                _connection = new NpgsqlConnection(_connectionString);
                await _connection.OpenAsync(cancellationToken);
            }

            var sample = await QueryAsync(_connection, cancellationToken);
            Problem = null;
            return sample;
        }
        catch (Exception away) when (away is NpgsqlException or SocketException or TimeoutException or InvalidOperationException)
        {
            Problem = "PostgreSQL does not answer: " + away.Message;
            if (_connection is not null)
                await _connection.DisposeAsync();
            _connection = null;
            return null;
        }
    }

    private async Task<PostgresSample> QueryAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Query, connection) { Parameters = { new() { Value = _applicationName } } };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        var active = row.GetInt32(0);
        var sample = new PostgresSample
        {
            Active = active,
            Idle = row.GetInt32(1),
            IdleInTransaction = row.GetInt32(2),
            OnCpu = row.GetInt32(3),
            WaitingForLock = row.GetInt32(4),
            WaitingForLightLock = row.GetInt32(5),
            WaitingForIo = row.GetInt32(6),
            WaitingForClient = row.GetInt32(7),
            MaxConnections = row.GetInt32(8),
            Sessions = row.GetInt32(9),
            Commits = row.GetInt64(10),
            Rollbacks = row.GetInt64(11),
            CpuSeconds = _processorTime.Read(row.GetFieldValue<int[]>(12)),
        };
        return sample with
        {
            WaitingForOther = active - sample.OnCpu - sample.WaitingForLock - sample.WaitingForLightLock - sample.WaitingForIo
                - sample.WaitingForClient,
        };
    }
}
