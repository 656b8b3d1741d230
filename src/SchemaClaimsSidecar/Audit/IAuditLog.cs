using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Audit;

/// <summary>Who did what: an append-only log. Safe for many callers at once.</summary>
internal interface IAuditLog
{
    /// <summary>Makes an entry durable.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be written.</exception>
    Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>The newest entries that are not older than a time, at most so many, oldest first.</summary>
    /// <exception cref="StoreUnavailableException">They cannot be read.</exception>
    Task<IReadOnlyList<AuditEntry>> ReadAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken);
}
