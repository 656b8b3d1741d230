using Grpc.Core;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Distribution;
using static SchemaClaims.V1.Subscriber.Types;

namespace SchemaClaimsSidecar.Cli;

/// <summary>Waits until the subscribers have answered to a release, and shows each as it does.</summary>
internal sealed class SubscriberWait(Admin.AdminClient client, UploadDisplay display)
{
    private readonly Dictionary<string, State> _shown = [];

    /// <summary>
    /// Returns whether at least one subscriber runs the release, once all that it is meant for have answered, something else takes its
    /// place, or the time is over.
    /// </summary>
    public async Task<bool> WaitAsync(Position release, TimeSpan limit, CancellationToken cancellationToken)
    {
        var applied = false;
        try
        {
            using var watch = client.WatchStatus(new WatchStatusRequest(), deadline: DateTime.UtcNow + limit, cancellationToken: cancellationToken);
            await foreach (var status in watch.ResponseStream.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                Show(status);
                applied |= status.Subscribers.Any(subscriber => !subscriber.Relay && release.Equals(subscriber.Running));
                if (!IsOffered(release, status) || HaveAnswered(release, status))
                    return applied;
            }
        }
        catch (RpcException failure) when (failure.StatusCode == StatusCode.DeadlineExceeded)
        {
            // The time is over: what is known by now is the answer.
        }

        return applied;
    }

    // Those that are not there may come back; as long as there is nobody else, that is what to wait for.
    private static bool HaveAnswered(Position release, SidecarStatus status)
    {
        var asked = status.Subscribers
            .Where(subscriber => !subscriber.Relay && release.Equals(subscriber.Meant) && subscriber.State != State.Silent).ToArray();
        return asked.Length > 0 && Array.TrueForAll(asked, subscriber => SubscriberStanding.IsSettled(subscriber.State));
    }

    private static bool IsOffered(Position release, SidecarStatus status) =>
        release.Equals(status.Release?.Position) || release.Equals(status.Rollout?.Release.Position);

    private void Show(SidecarStatus status)
    {
        foreach (var subscriber in status.Subscribers.Where(subscriber => !subscriber.Relay))
        {
            if (_shown.TryGetValue(subscriber.Instance, out var before) && before == subscriber.State)
                continue;
            _shown[subscriber.Instance] = subscriber.State;
            display.Applying(subscriber);
        }
    }
}
