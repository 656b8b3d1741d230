using System.ComponentModel.DataAnnotations;
using Dms.Client.Postgresql.Identities;

namespace Dms.Client.Postgresql.Cascades;

/// <summary>Limits of identity cascades.</summary>
public sealed class CascadeOptions
{
    /// <summary>How many documents one change of an identity may rewrite, the changed one not counted. Default 10,000.</summary>
    [Range(0, 1_000_000)]
    public int MaxFanOut { get; set; } = 10_000;

    /// <summary>How referential ids are made where none in the database tells. Default that of DMS of 2025.</summary>
    public ReferentialIdFormat ReferentialIdFormat { get; set; } = ReferentialIdFormat.Dms2025;

    /// <summary>How often a cascade that meets another change is planned anew before it gives up. Default 5.</summary>
    [Range(0, 100)]
    public int MaxRetries { get; set; } = 5;

    /// <summary>About how long the pause before the first retry is; the following ones grow. Default 50 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a cascade waits for a document that another transaction holds. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one statement may take. Default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan StatementTimeout { get; set; } = TimeSpan.FromSeconds(60);
}
