using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Snapshots;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>What became of a proposal.</summary>
/// <param name="Latest">The release that is current now; null while there is none.</param>
/// <param name="Composed">The proposed snapshot and how it differs from the one before.</param>
internal sealed record PublishOutcome(Position? Latest, ComposedSnapshot Composed);
