using System.Collections.Concurrent;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>Where a durable release becomes the current one and every subscriber's mailbox gets it.</summary>
internal sealed class ReleaseHub
{
    private readonly ConcurrentDictionary<Mailbox, Mailbox> _mailboxes = new();
    private StoredRelease? _current;

    /// <summary>Pulses when another release has become the current one.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>What is served; null before the first release.</summary>
    public StoredRelease? Current => Volatile.Read(ref _current);

    /// <summary>Makes a release the current one. The caller sees to it that releases come one at a time and in order.</summary>
    public void Publish(StoredRelease release)
    {
        Volatile.Write(ref _current, release);
        foreach (var mailbox in _mailboxes)
            mailbox.Key.Post(release);
        Changed.Pulse();
    }

    /// <summary>A mailbox that gets every release from now on, beginning with the current one.</summary>
    public Mailbox Join()
    {
        var mailbox = new Mailbox();
        _mailboxes[mailbox] = mailbox;
        if (Current is { } current)
            mailbox.Post(current);
        return mailbox;
    }

    public void Leave(Mailbox mailbox) => _mailboxes.TryRemove(mailbox, out _);
}
