using System.Threading.Channels;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>
/// Where one subscriber's stream finds the release that is meant for it: one, the latest, looked up at the moment when it is taken.
/// Ringing never waits.
/// </summary>
/// <param name="meant">Looks up what is meant for the subscriber now.</param>
internal sealed class Mailbox(Func<StoredRelease?> meant)
{
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private volatile StoredRelease? _taken;

    /// <summary>Whether a release waits to be taken.</summary>
    public bool HasNews => meant() is { } release && release.Release.Position != Taken;

    private Position? Taken => _taken?.Release.Position;

    /// <summary>Says that something else may be meant for the subscriber now.</summary>
    public void Ring() => _bell.Writer.TryWrite(true);

    public bool TryTake(out StoredRelease? release)
    {
        release = meant() is { } latest && latest.Release.Position != Taken ? latest : null;
        _taken = release ?? _taken;
        return release is not null;
    }

    /// <summary>Completes when a release waits to be taken.</summary>
    public async Task WaitForNewsAsync(CancellationToken cancellationToken)
    {
        // Looked at after each ring, never before: a ring during the look would be lost.
        while (!HasNews)
            await _bell.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
    }
}
