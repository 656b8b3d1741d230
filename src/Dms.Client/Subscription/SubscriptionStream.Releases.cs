using Dms.Client.Snapshots;
using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Following;
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
        var release = OfferChecks.ReadRelease(offer);
        monitor.Offered(release.Position);
        _offered = release;
        if (_transfer is { } unfinished)
        {
            _transfer = null;
            if (await unfinished.HandOverAsync(held).ConfigureAwait(false) is { } part)
                return AskAgain(unfinished, Damaged(part));
        }

        if (_forward.Check(Running, release.Position, release) is { } backwards)
            return Reject(release, backwards, offeredAt);
        var (manifest, verdict) = Verify(release, offer, out var verifiedBy);
        if (manifest is null)
            return Reject(release, verdict!, offeredAt);
        monitor.Claims.Offered(release.Position, manifest);
        _transfer = new ReleaseTransfer(release, manifest, held, preparer, offeredAt) { VerifiedBy = verifiedBy };
        return null;
    }

    private (Manifest? Manifest, Verdict? Verdict) Verify(Release release, Offer offer, out string? verifiedBy)
    {
        using var activity = ClientTelemetry.Begin("verify", release.Position.Generation);
        return checks.Check(release, offer.Manifest.Memory, out verifiedBy);
    }

    private string? TakeIn(Parts parts)
    {
        var transfer = _transfer ?? throw new ProtocolViolationException("parts came without an offer.");
        try
        {
            metrics.Received(transfer.Add(parts));
            return null;
        }
        catch (PartDamagedException failure)
        {
            return AskAgain(transfer, new Verdict(ReportCodes.PartDamaged, failure.Message));
        }
    }

    private async Task<string?> CommitAsync(Position? position)
    {
        var transfer = _transfer ?? throw new ProtocolViolationException("a commit came without an offer.");
        if (position != transfer.Release.Position)
            throw new ProtocolViolationException($"the commit is of generation {position}, the offer was of {transfer.Release.Position}.");
        _transfer = null;
        if (await transfer.HandOverAsync(held).ConfigureAwait(false) is { } part)
            return AskAgain(transfer, Damaged(part));
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
        var candidate = new ReleaseCandidate(transfer.Release, transfer.Manifest, [], transfer.OfferedAt)
        {
            VerifiedBy = transfer.VerifiedBy,
        };
        try
        {
            return candidate with { Parts = held.Resolve(transfer.Manifest) };
        }
        catch (PartInvalidException invalid)
        {
            return candidate with { Invalid = invalid.Message };
        }
    }

    private void Take(Heartbeat heartbeat)
    {
        WasHealthy = true;
        var latest = heartbeat.Latest?.FromWire();
        monitor.Heartbeat(latest, heartbeat.ClaimsAge.ToAge(), heartbeat.Age.ToAge());
        outcomes.Confirmed(Running, latest, _offered?.Position == latest ? _offered : null, _forward);
    }

    // Sound parts stay, and the damaged one is not held: a new stream brings no more than that again.
    private string AskAgain(ReleaseTransfer transfer, Verdict verdict)
    {
        if (!damaged.MayBeAskedForAgain(transfer.Release.Position))
            return Reject(transfer.Release, verdict, transfer.OfferedAt);
        return $"generation {transfer.Release.Position} came damaged and is asked for again: {verdict.Reason}";
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
