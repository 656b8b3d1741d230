using SchemaClaims.Contracts.Following;
using SchemaClaims.Contracts.Signing;
using SchemaClaimsSidecar.Signing;

namespace SchemaClaimsSidecar.Relay;

/// <summary>Which releases a relay takes, by their signatures, which it passes on as they came.</summary>
internal sealed class RelayTrust
{
    private const string Who = "relay";

    /// <exception cref="KeyUnusableException">A trusted key cannot be used.</exception>
    public RelayTrust(SigningOptions signing, RelayOptions relay)
    {
        var keys = TrustedKeys.Load(signing.TrustedKeyFiles);
        KeyIds = keys.Ids;
        Checks = new OfferChecks(new SignatureRule(keys, signing.RequireSignature, Who), relay.MaxSnapshotBytes, Who);
    }

    /// <summary>The trusted keys; none where signatures are not verified here.</summary>
    public IReadOnlyList<string> KeyIds { get; }

    /// <summary>What an offer must pass.</summary>
    public OfferChecks Checks { get; }
}
