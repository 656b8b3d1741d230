using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>One subscriber's stream: sends what its mailbox holds, and a heartbeat when there is nothing to send.</summary>
internal sealed class SubscriptionSession(
    Subscription subscription, Mailbox mailbox, ReleaseSender sender, SubscriberStream stream, Heartbeats heartbeats,
    DistributionOptions options, TimeProvider time)
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
            await stream.SendAsync(heartbeats.Of(_latest)).ConfigureAwait(false);
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
            if (position != subscription.Applied && position != subscription.Rejected
                && await sender.SendAsync(release, () => mailbox.HasNews).ConfigureAwait(false))
                subscription.Held.Committed(release.Snapshot);
            _latest = position;
        }
    }
}
