using SchemaClaims.Contracts.Signing;

namespace SchemaClaims.Contracts.Following;

/// <summary>
/// Which releases may be taken, by their signatures. A signature that there is must hold where keys are trusted; where one is required
/// there must be one.
/// </summary>
/// <param name="keys">The keys that are trusted.</param>
/// <param name="isRequired">Whether a release must be signed.</param>
/// <param name="who">What the subscriber is, for a person: <c>client</c>.</param>
internal sealed class SignatureRule(TrustedKeys keys, bool isRequired, string who)
{
    /// <param name="release">The release.</param>
    /// <param name="verifiedBy">The trusted key whose signature holds; null where none was looked for or found.</param>
    /// <returns>What speaks against the release; null when nothing does.</returns>
    public Verdict? Check(Release release, out string? verifiedBy)
    {
        verifiedBy = null;
        if (keys.Count == 0)
            return null;
        return keys.Check(release, out verifiedBy) switch
        {
            SignatureStatus.Missing when isRequired => new Verdict(
                ReportCodes.SignatureMissing,
                $"The release is not signed, and this {who} requires a signature. "
                + "Give the sidecar a key (Signing:KeyFiles) and publish again."),
            SignatureStatus.Untrusted => new Verdict(
                ReportCodes.SignatureUntrusted,
                $"The release is signed with {string.Join(", ", release.Signatures.Select(signature => signature.KeyId))}, and this {who} "
                + $"trusts {keys}. Trust the sidecar's key too, or have it sign with one that is trusted."),
            SignatureStatus.Invalid => new Verdict(
                ReportCodes.SignatureInvalid, "The signature of the release does not hold: it or the release was changed on its way."),
            _ => null,
        };
    }
}
