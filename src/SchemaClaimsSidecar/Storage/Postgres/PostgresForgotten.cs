using Npgsql;

namespace SchemaClaimsSidecar.Storage.Postgres;

/// <summary>The row that says whose snapshots are not kept any more. Where there is none, all are.</summary>
internal static class PostgresForgotten
{
    /// <summary>Whether a row of <c>schemaclaims.release</c>, aliased <c>r</c>, is forgotten.</summary>
    public const string IsForgotten =
        "EXISTS (SELECT FROM schemaclaims.forgotten f WHERE r.generation <= f.through AND r.generation <> ALL (f.except_for))";

    public static async Task<ForgottenReleases> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT through, except_for FROM schemaclaims.forgotten", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new ForgottenReleases(reader.GetInt64(0), reader.GetFieldValue<long[]>(1).ToHashSet())
            : ForgottenReleases.None;
    }

    public static async Task WriteAsync(NpgsqlConnection connection, ForgottenReleases forgotten, CancellationToken cancellationToken)
    {
        const string Sql = """
            INSERT INTO schemaclaims.forgotten (through, except_for) VALUES ($1, $2)
            ON CONFLICT (singleton) DO UPDATE SET through = excluded.through, except_for = excluded.except_for
            """;
        await using var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = forgotten.Through },
                new NpgsqlParameter<long[]> { TypedValue = [.. forgotten.Except.Order()] },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
