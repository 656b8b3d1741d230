using System.Collections.Immutable;
using SchemaClaims.Contracts;

namespace Dms.Client.Snapshots;

/// <summary>A release that is here in full, verified and read, but not yet applied.</summary>
/// <param name="Release">The release.</param>
/// <param name="Manifest">The manifest of its snapshot.</param>
/// <param name="Parts">The parts in the order of the manifest.</param>
/// <param name="OfferedAt">The timestamp of the offer's arrival.</param>
internal sealed record ReleaseCandidate(Release Release, Manifest Manifest, ImmutableArray<SnapshotPart> Parts, long OfferedAt)
{
    /// <summary>The trusted key that has signed the release; null where none was looked for or found.</summary>
    public string? VerifiedBy { get; init; }

    /// <summary>Why a part cannot be used; null when all can. Such a release, too, takes the place of an older one that is held.</summary>
    public string? Invalid { get; init; }
}
