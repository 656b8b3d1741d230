using Dms.Client.Snapshots;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using Position = SchemaClaims.Contracts.Position;
using Release = SchemaClaims.Contracts.Release;

namespace Dms.Client.Subscription;

// What each message means.
internal sealed partial class SubscriptionStream
{
    private async Task<string?> OfferAsync(Offer offer)
    {
        var offeredAt = time.GetTimestamp();
        var release = ReadRelease(offer.Release.Memory);
        monitor.Offered(release.Position);
        if (_transfer is { } unfinished)
        {
            _transfer = null;
            if (await unfinished.HandOverAsync(held).ConfigureAwait(false) is { } damaged)
                return Reject(unfinished.Release, Damaged(damaged), unfinished.OfferedAt);
        }

        if (_forward.Check(Running, release.Position) is { } backwards)
            return Reject(release, backwards, offeredAt);
        try
        {
            var manifest = ReadManifest(release, offer.Manifest.Memory);
            monitor.Claims.Offered(release.Position, manifest);
            _transfer = new ReleaseTransfer(release, manifest, held, thread, offeredAt);
            return null;
        }
        catch (InvalidDataException malformed)
        {
            return Reject(release, new Verdict(ReportCodes.ManifestInvalid, malformed.Message), offeredAt);
        }
    }

    private string? TakeIn(Parts parts)
    {
        var transfer = _transfer ?? throw new ProtocolViolationException("parts came without an offer.");
        try
        {
            metrics.Received(transfer.Add(parts));
            return null;
        }
        catch (PartDamagedException damaged)
        {
            return Reject(transfer.Release, new Verdict(ReportCodes.PartDamaged, damaged.Message), transfer.OfferedAt);
        }
    }

    private async Task<string?> CommitAsync(Position? position)
    {
        var transfer = _transfer ?? throw new ProtocolViolationException("a commit came without an offer.");
        if (position != transfer.Release.Position)
            throw new ProtocolViolationException($"the commit is of generation {position}, the offer was of {transfer.Release.Position}.");
        _transfer = null;
        if (await transfer.HandOverAsync(held).ConfigureAwait(false) is { } damaged)
            return Reject(transfer.Release, Damaged(damaged), transfer.OfferedAt);
        if (transfer.FirstMissing is { } missing)
            return Reject(transfer.Release, Missing(missing), transfer.OfferedAt);
        WasHealthy = true;
        metrics.Committed(transfer.Received, transfer.Manifest.Parts.Count - transfer.Received);
        inbox.Post(ToCandidate(transfer));
        held.KeepOnly(transfer.Manifest, snapshots.TryGetCurrent(out var running) ? running : null);
        return null;
    }

    private ReleaseCandidate ToCandidate(ReleaseTransfer transfer)
    {
        try
        {
            return new ReleaseCandidate(transfer.Release, transfer.Manifest, held.Resolve(transfer.Manifest), transfer.OfferedAt);
        }
        catch (PartInvalidException invalid)
        {
            return new ReleaseCandidate(transfer.Release, transfer.Manifest, [], transfer.OfferedAt) { Invalid = invalid.Message };
        }
    }

    private void Heartbeat(Position? latest, TimeSpan claimsAge)
    {
        WasHealthy = true;
        monitor.Heartbeat(latest, claimsAge);
        outcomes.Confirmed(Running, latest, _forward);
    }

    /// <exception cref="InvalidDataException">The manifest is malformed, not the release's own, or of too large a snapshot.</exception>
    private Manifest ReadManifest(Release release, ReadOnlyMemory<byte> bytes)
    {
        if (Digest.Of(bytes.Span) is var digest && digest != release.SnapshotId)
            throw new InvalidDataException($"The manifest has digest {digest}, and the release names snapshot {release.SnapshotId}.");
        var manifest = ManifestReader.Read(bytes);
        var total = manifest.Parts.Sum(part => (decimal)part.Length);
        return total <= options.Value.MaxSnapshotBytes ? manifest : throw new InvalidDataException(
            $"The snapshot has {total} bytes; this client takes {options.Value.MaxSnapshotBytes} at most (MaxSnapshotBytes).");
    }

    private static Release ReadRelease(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return ReleaseFormat.Read(bytes);
        }
        catch (InvalidDataException malformed)
        {
            throw new ProtocolViolationException(malformed.Message, malformed);
        }
    }

    // After this the sidecar counts as held what is not. A new stream names what is, and which release not to send again.
    private string Reject(Release release, Verdict verdict, long offeredAt)
    {
        _transfer = null;
        outcomes.Rejected(release.Position, verdict, offeredAt);
        return $"generation {release.Position} was rejected, {verdict.Code}.";
    }

    private static Verdict Missing(string part) => new(ReportCodes.PartMissing, $"Part '{part}' did not come in full.");

    private static Verdict Damaged(string part) =>
        new(ReportCodes.PartDamaged, $"Part '{part}' is damaged: its bytes do not have the digest that the manifest names.");
}
