using System.Globalization;
using Npgsql;

namespace SchemaClaimsSidecar.Storage.Postgres;

/// <summary>The one row that whoever changes the history or what it needs locks first.</summary>
internal static class StoreRow
{
    /// <summary>Waits until no other transaction has the row. Bounded also on the server, which may not hear that this process has died.</summary>
    /// <exception cref="HistoryReplacedException">The database holds another history.</exception>
    public static async Task LockAsync(NpgsqlConnection connection, string epoch, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var milliseconds = ((int)timeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand($"SET LOCAL statement_timeout = {milliseconds}"),
                new NpgsqlBatchCommand($"SET LOCAL idle_in_transaction_session_timeout = {milliseconds}"),
                new NpgsqlBatchCommand("SELECT epoch FROM schemaclaims.store FOR UPDATE"),
            },
        };
        var found = (string?)await batch.ExecuteScalarAsync(cancellationToken);
        if (found != epoch)
        {
            throw new HistoryReplacedException(
                $"Nothing was published: the database now holds the history '{found}', not '{epoch}', which this sidecar follows. "
                + "If that is meant, say `accept-epoch`; else restore the right database.");
        }
    }
}
