using System.Text;
using Npgsql;
using NpgsqlTypes;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Storage.Postgres;

namespace SchemaClaimsSidecar.Audit;

/// <summary>The audit log in the table <c>schemaclaims.audit</c>, which all sidecars of a store share.</summary>
internal sealed class PostgresAuditLog(PostgresStore store) : IAuditLog, IAsyncDisposable
{
    public Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken) => UseAsync(
        async (connection, token) =>
        {
            // Written again after a lost answer, it is there once.
            await using var command = new NpgsqlCommand(
                "INSERT INTO schemaclaims.audit (act, has_ended, at, entry) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", connection)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = entry.Id },
                    new NpgsqlParameter<bool> { TypedValue = entry.Outcome is not null },
                    new NpgsqlParameter<DateTimeOffset> { TypedValue = entry.At },
                    new NpgsqlParameter { Value = Encoding.UTF8.GetString(AuditFormat.Write(entry)), NpgsqlDbType = NpgsqlDbType.Json },
                },
            };
            return await command.ExecuteNonQueryAsync(token).ConfigureAwait(false);
        },
        "the audit log cannot be written",
        cancellationToken);

    public Task<IReadOnlyList<AuditEntry>> ReadAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken) =>
        UseAsync<IReadOnlyList<AuditEntry>>(
            async (connection, token) =>
            {
                var newestFirst = new List<AuditEntry>();
                await using var command = new NpgsqlCommand(
                    "SELECT entry::text FROM schemaclaims.audit WHERE at >= $1 ORDER BY at DESC, has_ended DESC LIMIT $2", connection)
                {
                    Parameters =
                    {
                        new NpgsqlParameter<DateTimeOffset> { TypedValue = since },
                        new NpgsqlParameter<int> { TypedValue = limit },
                    },
                };
                await using var reader = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
                while (await reader.ReadAsync(token).ConfigureAwait(false))
                {
                    if (AuditFormat.TryRead(reader.GetString(0), out var entry))
                        newestFirst.Add(entry);
                }

                newestFirst.Reverse();
                return newestFirst;
            },
            "the audit log cannot be read",
            cancellationToken);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private async Task<T> UseAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> action, string failure, CancellationToken cancellationToken)
    {
        try
        {
            return await store.UseAsync(action, failure, cancellationToken).ConfigureAwait(false);
        }
        catch (HistoryReplacedException emptied)
        {
            throw new StoreUnavailableException($"{failure}: {emptied.Message}", emptied);
        }
    }
}
