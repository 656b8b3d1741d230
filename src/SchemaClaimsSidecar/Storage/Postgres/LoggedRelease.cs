using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Storage.Postgres;

/// <summary>A release as it stands in the log, checked against the one before, and the checksum that the next one follows.</summary>
internal sealed record LoggedRelease(Release Release, Digest Checksum);
