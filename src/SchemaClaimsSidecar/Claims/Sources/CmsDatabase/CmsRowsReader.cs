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
        await using var connection = new NpgsqlConnection(address.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await RestrictAsync(connection, statementTimeout, cancellationToken);
        var tables = await CmsTables.FindAsync(connection, cancellationToken);
        return new CmsRows(
            await ReadAsync(connection, tables.Hierarchies, HierarchyOf, cancellationToken),
            await ReadAsync(connection, tables.ClaimSets, ClaimSetOf, cancellationToken),
            tables.Tenants is { } tenants ? await ReadAsync(connection, tenants, TenantOf, cancellationToken) : null);
    }

    private static async Task RestrictAsync(NpgsqlConnection connection, TimeSpan statementTimeout, CancellationToken cancellationToken)
    {
        var milliseconds = ((int)statementTimeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        await using var command = new NpgsqlCommand($"SET TRANSACTION READ ONLY; SET LOCAL statement_timeout = {milliseconds}", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<List<T>> ReadAsync<T>(
        NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(read(reader));
        return rows;
    }

    private static byte[] HierarchyOf(NpgsqlDataReader row) => Encoding.UTF8.GetBytes(row.IsDBNull(0) ? "null" : row.GetString(0));

    private static CmsClaimSet ClaimSetOf(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetBoolean(1), row.IsDBNull(2) ? null : row.GetInt64(2));

    private static CmsTenant TenantOf(NpgsqlDataReader row) => new(row.GetInt64(0), row.GetString(1));
}
