using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Signing;
using SchemaClaimsSidecar.Snapshots;

namespace SchemaClaimsSidecar.Storage;

/// <summary>A release to be made.</summary>
/// <param name="ExpectedGeneration">The generation of the newest release that its maker knew; 0 for none.</param>
/// <param name="Snapshot">What to publish.</param>
/// <param name="Inputs">The documents that it was made from; those that the store already has may be left out.</param>
/// <param name="Kind">What makes it, such as <c>upload</c>.</param>
/// <param name="PublishedBy">Who asks for it.</param>
/// <param name="Reason">Why; may be empty.</param>
/// <param name="Rollout">The part of the fleet that it is for; null for everybody.</param>
internal sealed record NewRelease(
    long ExpectedGeneration, Snapshot Snapshot, IReadOnlyList<InputDocument> Inputs, string Kind, string PublishedBy, string Reason,
    RolloutRecord? Rollout = null)
{
    /// <summary>The epoch of the expected generation; null where its maker knew no release, or only one can be meant.</summary>
    public string? ExpectedEpoch { get; init; }

    /// <summary>Who signs the release; null where nobody does.</summary>
    public IReleaseSigner? Signer { get; init; }

    /// <summary>The release that was made of this, with its signatures.</summary>
    public Release Sign(Release release) => Signer is null ? release : release.WithSignatures(Signer.Sign(release));
}
