using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Claims.Sources.Files;

/// <summary>In what state files were when they were last read.</summary>
/// <param name="Stamps">What the file system said of them.</param>
/// <param name="Digests">What they held; null when that could not be read.</param>
internal sealed record FilesSeen(IReadOnlyList<FileStamp> Stamps, IReadOnlyList<Digest>? Digests)
{
    public static IReadOnlyList<Digest> DigestsOf(ClaimsInput input) =>
        [input.Claims.Digest, .. input.Fragments.Select(fragment => fragment.Digest)];
}
