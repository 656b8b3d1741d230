using System.ComponentModel.DataAnnotations;

namespace Dms.Client.Postgresql.Gates;

/// <summary>How the gate asks a database for its effective schema hash.</summary>
public sealed class DatabaseFingerprintOptions
{
    /// <summary>
    /// The query whose first value is the hash; by default that of the table which DMS of 2026 provisions. A database of DMS of 2025
    /// has no such table: point the query at what provisioned it, or do without the gate.
    /// </summary>
    [Required]
    public string Query { get; set; } =
        """SELECT "EffectiveSchemaHash" FROM dms."EffectiveSchema" WHERE "EffectiveSchemaSingletonId" = 1""";

    /// <summary>How long the database may take to answer before it counts as away: 1 s to 5 min, 10 s by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);
}
