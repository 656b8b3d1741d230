using Google.Protobuf.WellKnownTypes;
using SchemaClaimsSidecar.Distribution;
using Release = SchemaClaims.Contracts.Release;
using WireRelease = SchemaClaims.V1.Release;

namespace SchemaClaimsSidecar.Administration;

/// <summary>Releases as the administration protocol carries them.</summary>
internal static class WireReleases
{
    public static WireRelease Of(Release release) => new()
    {
        Position = release.Position.ToWire(),
        SnapshotId = release.SnapshotId.ToString(),
        Kind = release.Record.Kind,
        PublishedAt = Timestamp.FromDateTimeOffset(release.Record.PublishedAt),
        PublishedBy = release.Record.PublishedBy,
        Reason = release.Record.Reason,
    };
}
