using Npgsql;

namespace MiniDms.Database;

/// <summary>Makes the tables in an empty database.</summary>
internal static class Tables
{
    public static NpgsqlDataSource Open(string connectionString, int maxPoolSize) => NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "MiniDms", MaxPoolSize = maxPoolSize, NoResetOnClose = true, MaxAutoPrepare = 256, AutoPrepareMinUsages = 3,
        });

    /// <returns>Whether they were not there yet.</returns>
    public static async Task<bool> CreateAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var exists = Parameters.Command("SELECT true FROM pg_namespace WHERE nspname = 'dms'");
        if (await connection.ReadValueAsync(exists, cancellationToken) is true)
            return false;
        foreach (var script in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "sql"), "*.sql").Order(StringComparer.Ordinal))
        {
            await using var command = new NpgsqlCommand(await File.ReadAllTextAsync(script, cancellationToken), connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return true;
    }
}
