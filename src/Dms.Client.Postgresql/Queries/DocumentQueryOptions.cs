using System.ComponentModel.DataAnnotations;

namespace Dms.Client.Postgresql.Queries;

/// <summary>How pages are read and sent.</summary>
public sealed class DocumentQueryOptions
{
    /// <summary>How many documents a page may have, and has when the request does not say: 1 to 100,000, 500 by default.</summary>
    [Range(1, 100_000)]
    public int MaximumPageSize { get; set; } = 500;

    /// <summary>
    /// How many bytes are held for a client before they are sent and, while it does not take them, at all: 4 KiB to 1 MiB, 32 KiB by
    /// default.
    /// </summary>
    [Range(4 * 1024, 1024 * 1024)]
    public int BatchBytes { get; set; } = 32 * 1024;

    /// <summary>
    /// How long a client may take for one batch before the page is given up, since it holds a connection: 1 s to 1 h, 2 min by default.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan BatchTimeout { get; set; } = TimeSpan.FromMinutes(2);
}
