using Npgsql;

namespace MiniDms.Database;

/// <summary>Makes the tables in an empty database.</summary>
internal static class Tables
{
    private const string ApplicationName = "MiniDms";

    /// <summary>Sessions bear the name that the connection string gives them, or MiniDms's.</summary>
    public static NpgsqlDataSource Open(string connectionString, int maxPoolSize)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = maxPoolSize, NoResetOnClose = true, MaxAutoPrepare = 256, AutoPrepareMinUsages = 3,
        };
        settings.ApplicationName ??= ApplicationName;
        return NpgsqlDataSource.Create(settings);
    }

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
