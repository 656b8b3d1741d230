using Google.Protobuf;
using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Following;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Distribution;
using Position = SchemaClaims.Contracts.Position;
using WireRelay = SchemaClaims.V1.Relay;

namespace SchemaClaimsSidecar.Relay;

/// <summary>
/// Follows one stream of an upstream from its subscription to its end: checks what is offered, and has served what a heartbeat says is
/// all. What it leaves in <see cref="UpstreamHoldings"/> the next one names.
/// </summary>
internal sealed partial class UpstreamStream(
    IUpstream upstream, SidecarIdentity self, UpstreamHoldings holdings, OfferChecks checks, DamagedReleases damaged,
    RejectedReleases rejections, RelayServing serving, RelaySupply supply, RelayFreshness freshness, RelayStanding standing,
    IOptions<RelayOptions> options, TimeProvider time)
{
    private IncomingRelease? _incoming;
    private bool _connected;
    private long _lastFresh = time.GetTimestamp();

    /// <summary>Whether the upstream got so far as to say that it has sent everything.</summary>
    public bool WasHealthy { get; private set; }

    /// <summary>Whether another upstream should be tried before this one again.</summary>
    public bool SendsElsewhere { get; private set; }

    /// <summary>Called once, when the first message has come.</summary>
    public required Action OnConnected { get; init; }

    /// <summary>Whether there are others to try.</summary>
    public required bool HasAlternatives { get; init; }

    /// <summary>Follows the stream until the upstream ends it, or until the two sides must agree anew, or another is to be tried.</summary>
    /// <returns>Why the stream ended, for a person.</returns>
    /// <exception cref="TimeoutException">The upstream was silent for too long.</exception>
    /// <exception cref="ProtocolViolationException">The upstream sent what the protocol does not allow.</exception>
    public async Task<string> FollowAsync(CancellationToken cancellationToken)
    {
        var limit = options.Value.SilenceTimeout;
        using var silence = new SilenceTimer(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        try
        {
            await foreach (var message in upstream.SubscribeAsync(CreateRequest(), silence.Hear, either.Token).ConfigureAwait(false))
            {
                silence.Pause();
                if (await HandleAsync(message, cancellationToken).ConfigureAwait(false) is { } end)
                    return end;
                silence.Resume();
            }

            return "it ended the stream.";
        }
        catch (Exception exception) when (silence.Token.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"nothing was heard from it for {limit}.", exception);
        }
    }

    private SubscribeRequest CreateRequest()
    {
        var served = serving.Served.Select(release => release.Release.Position).ToArray();
        return new SubscribeRequest
        {
            Protocol = Protocol.Version,
            Subscriber = self.Name,
            Instance = self.Instance,
            Applied = served is [.., var newest] ? newest.ToWire() : null,
            HeldDigests = UnsafeByteOperations.UnsafeWrap(holdings.ToDigestList()),
            Relay = new WireRelay
            {
                Serves = { served.Select(position => position.ToWire()) },
                Rejected = { rejections.Of(upstream.Address).Select(position => position.ToWire()) },
            },
        };
    }

    // Null to go on, else why the stream must end.
    private async ValueTask<string?> HandleAsync(SubscribeResponse message, CancellationToken cancellationToken)
    {
        if (!_connected)
        {
            _connected = true;
            OnConnected();
        }

        return message.EventCase switch
        {
            SubscribeResponse.EventOneofCase.Offer => TakeOffer(message.Offer),
            SubscribeResponse.EventOneofCase.Parts => TakeParts(message.Parts),
            SubscribeResponse.EventOneofCase.Commit => TakeCommit(message.Commit.Position.FromWire()),
            SubscribeResponse.EventOneofCase.Heartbeat => await HeartbeatAsync(message.Heartbeat, cancellationToken).ConfigureAwait(false),
            _ => null,
        };
    }

    private string? TakeOffer(Offer offer)
    {
        var release = OfferChecks.ReadRelease(offer);
        _incoming = null;
        if (serving.WhyNotFollowed(release, upstream.Address) is { } why)
        {
            standing.Replaced(why);
            var code = release.Record.Epoch == serving.Served.Last().Release.Record.Epoch
                ? ReportCodes.GenerationWentBackwards
                : ReportCodes.EpochChanged;
            return Reject(release.Position, new Verdict(code, why));
        }

        var (manifest, verdict) = checks.Check(release, offer.Manifest.Memory, out _);
        if (manifest is null)
            return Reject(release.Position, verdict!);
        _incoming = new IncomingRelease(release, manifest, holdings);
        return null;
    }

    private string? TakeParts(Parts parts)
    {
        var incoming = _incoming ?? throw new ProtocolViolationException("parts came without an offer.");
        try
        {
            incoming.Add(parts);
            return null;
        }
        catch (PartDamagedException failure)
        {
            var position = incoming.Release.Position;
            return damaged.MayBeAskedForAgain(position)
                ? $"generation {position} came damaged and is asked for again: {failure.Message}"
                : Reject(position, new Verdict(ReportCodes.PartDamaged, failure.Message));
        }
    }

    private string? TakeCommit(Position? position)
    {
        var incoming = _incoming ?? throw new ProtocolViolationException("a commit came without an offer.");
        if (position != incoming.Release.Position)
            throw new ProtocolViolationException($"the commit is of generation {position}, the offer was of {incoming.Release.Position}.");
        _incoming = null;
        if (incoming.FirstMissing is { } missing)
            return Reject(incoming.Release.Position, new Verdict(ReportCodes.PartMissing, $"Part '{missing}' did not come in full."));
        holdings.Complete(incoming.Release, incoming.Manifest);
        return null;
    }

    // A new stream names what is held, and what is not to be sent again.
    private string Reject(Position release, Verdict verdict)
    {
        rejections.Add(upstream.Address, release);
        standing.Rejected(release, verdict);
        SendsElsewhere = true;
        return $"its generation {release} was refused: {verdict.Code}: {verdict.Reason}";
    }
}
