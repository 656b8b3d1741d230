using Microsoft.Extensions.Options;
using Npgsql;
using SchemaClaimsSidecar.Postgres;
using SchemaClaimsSidecar.Storage.Postgres;

namespace SchemaClaimsSidecar.Fleet;

/// <summary>
/// A session of its own with the server, never from a pool: it hears of news, holds the turn to refresh claims, and is asked again and
/// again whether it lives. News that it misses the poll finds.
/// </summary>
internal sealed class StoreSession(
    PostgresStore store, StoreFollower follower, FleetStanding standing, RefreshTurn turn, PostgresStoreOptions address,
    IOptions<FleetOptions> options, TimeProvider time, ILogger<StoreSession> log) : BackgroundService
{
    // Of no meaning beyond this: two programs that use advisory locks in one database should not choose the same number.
    private const long LockKey = 0x5343_4C61_696D_7331;

    private const string Channel = "schemaclaims";

    private const string Heartbeat = $"""
        SELECT EXISTS (SELECT FROM pg_listening_channels() AS channel WHERE channel = '{Channel}'),
          CASE WHEN $2 THEN true ELSE pg_try_advisory_lock($1) END
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var failures = 0; !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                await using var connection = await OpenAsync(stoppingToken).ConfigureAwait(false);
                failures = 0;
                await FollowAsync(connection, stoppingToken).ConfigureAwait(false);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                Lose();
            }
            catch (Exception failure)
            {
                var pause = Pauses.After(++failures, options.Value.MaxReconnectDelay);
                if (standing.Current.IsListening)
                    FleetLog.ListenerLost(log, pause, failure.Message);
                Lose();
                store.ForgetConnections();
                await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Lose()
    {
        turn.End();
        standing.RefreshesClaims(false);
        standing.Listens(false);
    }

    // The server ends a session that it has not heard of: that of a sidecar that vanished would keep the turn.
    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(AddressOf(address, options.Value));
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            connection.Notification += (_, _) => follower.News.Pulse();
            var limit = (3 * options.Value.HeartbeatInterval) + options.Value.HeartbeatTimeout;
            await using var command = new NpgsqlCommand(
                $"SET idle_session_timeout = {(int)limit.TotalMilliseconds}; LISTEN {Channel}", connection);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task FollowAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await BeatAsync(connection, cancellationToken).ConfigureAwait(false);
        FleetLog.Listening(log);
        standing.Listens(true);
        // Whatever came while nobody listened.
        follower.News.Pulse();
        while (true)
        {
            var (began, interval) = (time.GetTimestamp(), Pauses.Around(options.Value.HeartbeatInterval));
            while (interval - time.GetElapsedTime(began) is var rest && rest > TimeSpan.Zero)
                await connection.WaitAsync(rest, cancellationToken).ConfigureAwait(false);
            await BeatAsync(connection, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <exception cref="NpgsqlException">The session is dead, or not the one that listens.</exception>
    private async Task BeatAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Heartbeat, connection)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = LockKey }, new NpgsqlParameter<bool> { TypedValue = turn.IsHeld } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (!reader.GetBoolean(0))
        {
            throw new NpgsqlException(
                "the session does not listen any more: is there a pooler between? The connection string must name the server itself.");
        }

        if (!reader.GetBoolean(1) || turn.IsHeld)
            return;
        turn.Begin();
        standing.RefreshesClaims(true);
    }

    private static string AddressOf(PostgresStoreOptions address, FleetOptions fleet) =>
        new NpgsqlConnectionStringBuilder(PostgresAddress.Of(address, pooling: false).ConnectionString)
        {
            CommandTimeout = (int)Math.Ceiling(fleet.HeartbeatTimeout.TotalSeconds),
            // A server that does not answer a question does not answer its cancellation either.
            CancellationTimeout = -1,
        }.ConnectionString;
}
