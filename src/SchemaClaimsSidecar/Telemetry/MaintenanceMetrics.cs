using System.Diagnostics.Metrics;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Telemetry;

/// <summary>The figures of what happens beside publishing: what retention removes, and what could not be put on record.</summary>
internal sealed class MaintenanceMetrics
{
    private readonly Counter<long> _blobs;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _auditFailures;

    public MaintenanceMetrics(IMeterFactory meters)
    {
        var meter = meters.CreateSidecarMeter();
        _blobs = meter.CreateCounter<long>(
            "schemaclaims.retention.blobs", "{blob}", "Parts, manifests and inputs removed that only forgotten releases needed.");
        _bytes = meter.CreateCounter<long>("schemaclaims.retention.size", "By", "Bytes of what retention removed.");
        _auditFailures = meter.CreateCounter<long>(
            "schemaclaims.audit.failures", "{entry}", "Entries that the audit log did not take.");
    }

    public void Collected(StoreCollection collection)
    {
        _blobs.Add(collection.Blobs);
        _bytes.Add(collection.Bytes);
    }

    public void AuditFailed() => _auditFailures.Add(1);
}
