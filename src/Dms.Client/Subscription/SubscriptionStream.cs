using Dms.Client.Snapshots;
using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Following;
using SchemaClaims.V1;
using Position = SchemaClaims.Contracts.Position;
using Release = SchemaClaims.Contracts.Release;

namespace Dms.Client.Subscription;

/// <summary>
/// Follows one stream from its subscription to its end: verifies what is offered and hands over what is complete. Only one stream at a
/// time; what it leaves in <see cref="HeldParts"/> the next one names.
/// </summary>
internal sealed partial class SubscriptionStream(
    IDistribution distribution, SubscriberIdentity identity, ISnapshots snapshots, HeldParts held, PartPreparer preparer,
    OfferChecks checks, DamagedReleases damaged, ReleaseInbox inbox, ReleaseOutcomes outcomes, SubscriptionMonitor monitor,
    ClientMetrics metrics, IOptions<DmsSnapshotsOptions> options, TimeProvider time)
{
    private readonly ForwardRule _forward = new(options.Value.AcceptEpoch);
    private ReleaseTransfer? _transfer;
    private Release? _offered;
    private bool _connected;

    /// <summary>Whether the sidecar got so far as to complete something: a stream after this one need not wait longer.</summary>
    public bool WasHealthy { get; private set; }

    /// <summary>Called once, when the first message has come.</summary>
    public required Action OnConnected { get; init; }

    /// <summary>Follows the stream until the sidecar ends it, or until the two sides must agree anew on what is held.</summary>
    /// <returns>Why the stream ended, for a person.</returns>
    /// <exception cref="TimeoutException">The sidecar was silent for too long.</exception>
    /// <exception cref="ProtocolViolationException">The sidecar sent what the protocol does not allow.</exception>
    public async Task<string> FollowAsync(CancellationToken cancellationToken)
    {
        var limit = options.Value.SilenceTimeout;
        using var silence = new SilenceTimer(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        try
        {
            await foreach (var message in distribution.SubscribeAsync(CreateRequest(), silence.Hear, either.Token).ConfigureAwait(false))
            {
                silence.Pause();
                if (await HandleAsync(message).ConfigureAwait(false) is { } end)
                    return end;
                silence.Resume();
            }

            return "the sidecar ended it.";
        }
        catch (Exception exception) when (silence.Token.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"nothing was heard from the sidecar for {limit}.", exception);
        }
        finally
        {
            if (_transfer is not null)
                await _transfer.HandOverAsync(held).ConfigureAwait(false);
        }
    }

    private SubscribeRequest CreateRequest() => new()
    {
        Protocol = Protocol.Version,
        Subscriber = identity.Name,
        Instance = identity.Instance,
        Labels = { options.Value.Labels },
        Applied = Running?.ToWire(),
        Rejected = outcomes.LastRejected?.ToWire(),
        HeldDigests = Google.Protobuf.UnsafeByteOperations.UnsafeWrap(held.ToDigestList()),
    };

    private Position? Running => snapshots.TryGetCurrent(out var running) ? running.Position : null;

    // Null to go on, else why the stream must end.
    private async ValueTask<string?> HandleAsync(SubscribeResponse message)
    {
        if (!_connected)
        {
            _connected = true;
            OnConnected();
        }

        switch (message.EventCase)
        {
            case SubscribeResponse.EventOneofCase.Offer:
                return await OfferAsync(message.Offer).ConfigureAwait(false);
            case SubscribeResponse.EventOneofCase.Parts:
                return TakeIn(message.Parts);
            case SubscribeResponse.EventOneofCase.Commit:
                return await CommitAsync(message.Commit.Position?.FromWire()).ConfigureAwait(false);
            case SubscribeResponse.EventOneofCase.Heartbeat:
                Take(message.Heartbeat);
                return null;
            default:
                return null;
        }
    }
}
