using SchemaClaims.Contracts.Signing;
using SchemaClaims.V1;

namespace SchemaClaims.Contracts.Following;

/// <summary>What an offer must pass before any part of it is taken.</summary>
/// <param name="signatures">Which releases may be taken, by their signatures.</param>
/// <param name="maxSnapshotBytes">The largest snapshot that is taken.</param>
/// <param name="who">What the subscriber is, for a person: <c>client</c>.</param>
internal sealed class OfferChecks(SignatureRule signatures, long maxSnapshotBytes, string who)
{
    /// <exception cref="ProtocolViolationException">The offer holds no release.</exception>
    public static Release ReadRelease(Offer offer)
    {
        try
        {
            return ReleaseFormat.Read(offer.Release.Memory).WithSignatures(
                [.. offer.Signatures.Select(signature => new ReleaseSignature(signature.KeyId, signature.Value.Memory))]);
        }
        catch (InvalidDataException malformed)
        {
            throw new ProtocolViolationException(malformed.Message, malformed);
        }
    }

    /// <param name="release">The release that is offered.</param>
    /// <param name="manifest">What came with it.</param>
    /// <param name="verifiedBy">The trusted key that has signed the release; null where none was looked for or found.</param>
    /// <returns>The manifest, or what speaks against the release.</returns>
    public (Manifest? Manifest, Verdict? Verdict) Check(Release release, ReadOnlyMemory<byte> manifest, out string? verifiedBy)
    {
        if (signatures.Check(release, out verifiedBy) is { } doubtful)
            return (null, doubtful);
        try
        {
            return (ReadManifest(release, manifest), null);
        }
        catch (InvalidDataException malformed)
        {
            return (null, new Verdict(ReportCodes.ManifestInvalid, malformed.Message));
        }
    }

    private Manifest ReadManifest(Release release, ReadOnlyMemory<byte> bytes)
    {
        if (Digest.Of(bytes.Span) is var digest && digest != release.SnapshotId)
            throw new InvalidDataException($"The manifest has digest {digest}, and the release names snapshot {release.SnapshotId}.");
        var manifest = ManifestReader.Read(bytes);
        var total = manifest.Parts.Sum(part => (decimal)part.Length);
        return total <= maxSnapshotBytes ? manifest : throw new InvalidDataException(
            $"The snapshot has {total} bytes; this {who} takes {maxSnapshotBytes} at most (MaxSnapshotBytes).");
    }
}
