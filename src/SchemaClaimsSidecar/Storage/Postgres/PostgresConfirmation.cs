using Npgsql;

namespace SchemaClaimsSidecar.Storage.Postgres;

/// <summary>Tells every sidecar that the source of the claims stands behind them.</summary>
internal static class PostgresConfirmation
{
    // What was confirmed is one release: where a newer one has come in the meantime its publisher confirms it.
    private const string Sql = """
        INSERT INTO schemaclaims.claims_confirmation (confirmed_at)
        SELECT clock_timestamp() WHERE (SELECT max(generation) FROM schemaclaims.release) = $1
        ON CONFLICT (singleton) DO UPDATE SET confirmed_at = excluded.confirmed_at
        """;

    /// <returns>Whether the release is the newest, and its claims are confirmed now.</returns>
    public static async Task<bool> WriteAsync(NpgsqlConnection connection, long generation, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = generation } },
        };
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }
}
