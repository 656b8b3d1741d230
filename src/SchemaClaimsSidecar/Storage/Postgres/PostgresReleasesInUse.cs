using Npgsql;

namespace SchemaClaimsSidecar.Storage.Postgres;

/// <summary>What the subscribers of each sidecar run, as the sidecars say. Who has not said it for a day does not count.</summary>
internal static class PostgresReleasesInUse
{
    public static async Task WriteAsync(
        NpgsqlConnection connection, string pod, IReadOnlyCollection<long> generations, CancellationToken cancellationToken)
    {
        const string Sql = """
            INSERT INTO schemaclaims.release_in_use (pod, generations, noted_at) VALUES ($1, $2, clock_timestamp())
            ON CONFLICT (pod) DO UPDATE SET generations = excluded.generations, noted_at = excluded.noted_at
            """;
        await using var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = pod },
                new NpgsqlParameter<long[]> { TypedValue = [.. generations] },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<IReadOnlySet<long>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string Sql = """
            WITH silent AS (DELETE FROM schemaclaims.release_in_use WHERE noted_at < clock_timestamp() - interval '1 day')
            SELECT DISTINCT unnest(generations) FROM schemaclaims.release_in_use
            WHERE noted_at >= clock_timestamp() - interval '1 day'
            """;
        var generations = new HashSet<long>();
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            generations.Add(reader.GetInt64(0));
        return generations;
    }
}
