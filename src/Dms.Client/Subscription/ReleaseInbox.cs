using System.Threading.Channels;
using Dms.Client.Snapshots;

namespace Dms.Client.Subscription;

/// <summary>Holds one release that waits to be applied: the latest.</summary>
internal sealed class ReleaseInbox
{
    private readonly Channel<ReleaseCandidate> _latest = Channel.CreateBounded<ReleaseCandidate>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public void Post(ReleaseCandidate candidate) => _latest.Writer.TryWrite(candidate);

    public ValueTask<ReleaseCandidate> TakeAsync(CancellationToken cancellationToken) => _latest.Reader.ReadAsync(cancellationToken);

    /// <summary>Ends when there is a release to take.</summary>
    public async Task WaitForNextAsync(CancellationToken cancellationToken) =>
        await _latest.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false);
}
