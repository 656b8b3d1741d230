using System.ComponentModel.DataAnnotations;
using Dms.Client.Gates;
using Dms.Client.Postgresql.Gates;
using Npgsql;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds gates that ask a PostgreSQL database.</summary>
public static class DatabaseFingerprintGateBuilderExtensions
{
    /// <summary>
    /// Holds releases that change the schema until a database carries their effective schema hash. Add it once for each database.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">How to reach the database; the gate keeps a pool of its own, of one connection.</param>
    /// <param name="configure">Says how to ask; by default as DMS of 2026 is provisioned.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The connection string is malformed.</exception>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public static IDmsSnapshotsBuilder AddDatabaseFingerprintGate(
        this IDmsSnapshotsBuilder builder, string connectionString, Action<DatabaseFingerprintOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var address = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MinPoolSize = 0, MaxPoolSize = 1, ApplicationName = "dms-snapshots",
        };
        var key = new object();
        builder.Services.AddKeyedSingleton(key, (_, _) => NpgsqlDataSource.Create(address));
        return builder.AddDatabaseFingerprintGate(provider => provider.GetRequiredKeyedService<NpgsqlDataSource>(key), configure);
    }

    /// <summary>
    /// Holds releases that change the schema until a database carries their effective schema hash. Add it once for each database.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="dataSource">Finds the database among the application's services.</param>
    /// <param name="configure">Says how to ask; by default as DMS of 2026 is provisioned.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public static IDmsSnapshotsBuilder AddDatabaseFingerprintGate(
        this IDmsSnapshotsBuilder builder, Func<IServiceProvider, NpgsqlDataSource> dataSource,
        Action<DatabaseFingerprintOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dataSource);
        var options = new DatabaseFingerprintOptions();
        configure?.Invoke(options);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        builder.Services.AddSingleton<ISnapshotGate>(provider =>
            new DatabaseFingerprintGate(dataSource(provider), options, provider.GetRequiredService<TimeProvider>()));
        return builder;
    }
}
