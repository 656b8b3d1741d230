using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Storage;
using Position = SchemaClaims.Contracts.Position;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>One subscriber's stream: sends what its mailbox holds, and a heartbeat when there is nothing to send.</summary>
internal sealed class SubscriptionSession(
    Subscription subscription, Mailbox mailbox, SubscriberStream stream, ClaimsFreshness claims,
    DistributionMetrics metrics, DistributionOptions options, TimeProvider time)
{
    private Position? _latest;

    /// <summary>Runs until cancelled, or until the stream cannot be written.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var heartbeat = new PeriodicTimer(options.HeartbeatInterval, time);
        var tick = heartbeat.WaitForNextTickAsync(cancellationToken).AsTask();
        var news = Task.CompletedTask;
        while (true)
        {
            await SendAllAsync().ConfigureAwait(false);
            await SendHeartbeatAsync().ConfigureAwait(false);
            if (news.IsCompleted)
                news = mailbox.WaitForNewsAsync(cancellationToken);
            await (await Task.WhenAny(tick, news).ConfigureAwait(false)).ConfigureAwait(false);
            if (tick.IsCompleted)
                tick = heartbeat.WaitForNextTickAsync(cancellationToken).AsTask();
        }
    }

    private async Task SendAllAsync()
    {
        while (mailbox.TryTake(out var release))
        {
            var position = release!.Release.Position;
            if (position != subscription.Applied && position != subscription.Rejected)
                await SendAsync(release).ConfigureAwait(false);
            _latest = position;
        }
    }

    private async Task SendAsync(StoredRelease release)
    {
        var missing = subscription.Held.MissingFrom(release.Snapshot);
        await stream.SendAsync(new SubscribeResponse { Offer = OfferOf(release, missing.Sum(part => (long)part.Content.Length)) })
            .ConfigureAwait(false);
        foreach (var (parts, completed) in PartBatches.Of(missing))
        {
            if (mailbox.HasNews)
            {
                metrics.TransferSuperseded();
                return;
            }

            await stream.SendAsync(new SubscribeResponse { Parts = parts }).ConfigureAwait(false);
            foreach (var digest in completed)
                subscription.Held.Received(digest);
            metrics.PartsSent(parts);
        }

        await stream.SendAsync(new SubscribeResponse { Commit = new Commit { Position = release.Release.Position.ToWire() } })
            .ConfigureAwait(false);
        subscription.Held.Committed(release.Snapshot);
    }

    private Task SendHeartbeatAsync() => stream.SendAsync(new SubscribeResponse
    {
        Heartbeat = new Heartbeat
        {
            Latest = _latest?.ToWire(),
            SentAt = Timestamp.FromDateTimeOffset(time.GetUtcNow()),
            ClaimsAge = claims.Age is { } age ? Duration.FromTimeSpan(age) : null,
        },
    });

    private static Offer OfferOf(StoredRelease release, long missingBytes) => new()
    {
        Release = UnsafeByteOperations.UnsafeWrap(release.Release.Bytes),
        Manifest = UnsafeByteOperations.UnsafeWrap(release.Snapshot.Manifest.Bytes),
        MissingBytes = (ulong)missingBytes,
        Signatures =
        {
            release.Release.Signatures.Select(signature => new Signature
            {
                KeyId = signature.KeyId,
                Value = UnsafeByteOperations.UnsafeWrap(signature.Value),
            }),
        },
    };
}
