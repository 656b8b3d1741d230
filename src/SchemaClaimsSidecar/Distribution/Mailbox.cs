using System.Threading.Channels;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>Holds one release for one subscriber, the latest. Posting never waits.</summary>
internal sealed class Mailbox
{
    private readonly Channel<StoredRelease> _slot = Channel.CreateBounded<StoredRelease>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public void Post(StoredRelease release) => _slot.Writer.TryWrite(release);

    /// <summary>Whether a release waits to be taken.</summary>
    public bool HasNews => _slot.Reader.TryPeek(out _);

    public bool TryTake(out StoredRelease? release) => _slot.Reader.TryRead(out release);

    /// <summary>Completes when a release waits to be taken.</summary>
    public async Task WaitForNewsAsync(CancellationToken cancellationToken) =>
        await _slot.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false);
}
