using System.ComponentModel.DataAnnotations;
using SchemaClaimsSidecar.Hosting;

namespace SchemaClaimsSidecar.Postgres;

/// <summary>How a PostgreSQL database is reached. What stands in a connection string is never logged or shown.</summary>
internal class PostgresConnectionOptions : IValidatableObject
{
    /// <summary>Gets or sets the connection string; this or <see cref="ConnectionStringFile"/> is needed.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Gets or sets a file with the connection string, read anew for every connection that is set up after it has changed.</summary>
    public string? ConnectionStringFile { get; set; }

    /// <summary>Gets or sets how long connecting may take. From 1 second to 5 minutes; default: 15 seconds.</summary>
    [DurationRange("00:00:01", "00:05:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Gets or sets how long one statement may take. From 1 second to 10 minutes; default: 30 seconds.</summary>
    [DurationRange("00:00:01", "00:10:00")]
    public TimeSpan StatementTimeout { get; set; } = TimeSpan.FromSeconds(30);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrWhiteSpace(ConnectionString) == string.IsNullOrWhiteSpace(ConnectionStringFile))
            yield return new ValidationResult("Exactly one of ConnectionString and ConnectionStringFile is needed.");
    }
}
