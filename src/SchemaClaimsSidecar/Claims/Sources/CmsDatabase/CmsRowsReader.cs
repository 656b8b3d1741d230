using System.Data;
using System.Globalization;
using System.Text;
using Npgsql;
using SchemaClaimsSidecar.Postgres;

namespace SchemaClaimsSidecar.Claims.Sources.CmsDatabase;

/// <summary>Reads the service's tables, in one transaction that can change nothing and sees them all as of one moment.</summary>
internal static class CmsRowsReader
{
    /// <exception cref="ClaimsSourceException">A table is missing.</exception>
    /// <exception cref="NpgsqlException">The database cannot be reached or read.</exception>
    public static async Task<CmsRows> ReadAsync(PostgresAddress address, TimeSpan statementTimeout, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(address.ConnectionString);
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                await RestrictAsync(connection, statementTimeout, cancellationToken).ConfigureAwait(false);
                var tables = await CmsTables.FindAsync(connection, cancellationToken).ConfigureAwait(false);
                return new CmsRows(
                    await ReadAsync(connection, tables.Hierarchies, HierarchyOf, cancellationToken).ConfigureAwait(false),
                    await ReadAsync(connection, tables.ClaimSets, ClaimSetOf, cancellationToken).ConfigureAwait(false),
                    tables.Tenants is { } tenants
                        ? await ReadAsync(connection, tenants, TenantOf, cancellationToken).ConfigureAwait(false)
                        : null);
            }
        }
    }

    private static async Task RestrictAsync(NpgsqlConnection connection, TimeSpan statementTimeout, CancellationToken cancellationToken)
    {
        var milliseconds = ((int)statementTimeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        var command = new NpgsqlCommand($"SET TRANSACTION READ ONLY; SET LOCAL statement_timeout = {milliseconds}", connection);
        await using (command.ConfigureAwait(false))
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<List<T>> ReadAsync<T>(
        NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        var command = new NpgsqlCommand(sql, connection);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                    rows.Add(read(reader));
            }
        }

        return rows;
    }

    private static byte[] HierarchyOf(NpgsqlDataReader row) => Encoding.UTF8.GetBytes(row.IsDBNull(0) ? "null" : row.GetString(0));

    private static CmsClaimSet ClaimSetOf(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetBoolean(1), row.IsDBNull(2) ? null : row.GetInt64(2));

    private static CmsTenant TenantOf(NpgsqlDataReader row) => new(row.GetInt64(0), row.GetString(1));
}
