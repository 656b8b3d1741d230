using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Snapshots;

namespace SchemaClaimsSidecar.Storage;

/// <summary>A release and the snapshot that it published.</summary>
internal sealed record StoredRelease(Release Release, Snapshot Snapshot);
