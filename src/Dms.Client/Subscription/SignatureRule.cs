using Dms.Client.Snapshots;
using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Signing;

namespace Dms.Client.Subscription;

/// <summary>
/// Which releases may be taken, by their signatures. A signature that there is must hold where keys are trusted; where one is required
/// there must be one.
/// </summary>
internal sealed class SignatureRule
{
    private readonly TrustedKeys _keys;
    private readonly bool _isRequired;

    /// <exception cref="KeyUnusableException">A trusted key cannot be used.</exception>
    public SignatureRule(IOptions<DmsSnapshotsOptions> options)
    {
        _keys = TrustedKeys.Load(options.Value.TrustedKeys);
        _isRequired = options.Value.RequireSignature;
    }

    /// <param name="release">The release.</param>
    /// <param name="verifiedBy">The trusted key whose signature holds; null where none was looked for or found.</param>
    /// <returns>What speaks against the release; null when nothing does.</returns>
    public Verdict? Check(Release release, out string? verifiedBy)
    {
        verifiedBy = null;
        if (_keys.Count == 0)
            return null;
        return _keys.Check(release, out verifiedBy) switch
        {
            SignatureStatus.Missing when _isRequired => new Verdict(
                ReportCodes.SignatureMissing,
                "The release is not signed, and this client requires a signature. "
                + "Give the sidecar a key (Signing:KeyFiles) and publish again."),
            SignatureStatus.Untrusted => new Verdict(
                ReportCodes.SignatureUntrusted,
                $"The release is signed with {string.Join(", ", release.Signatures.Select(signature => signature.KeyId))}, and this client "
                + $"trusts {_keys}. Trust the sidecar's key too, or have it sign with one that is trusted."),
            SignatureStatus.Invalid => new Verdict(
                ReportCodes.SignatureInvalid, "The signature of the release does not hold: it or the release was changed on its way."),
            _ => null,
        };
    }
}
