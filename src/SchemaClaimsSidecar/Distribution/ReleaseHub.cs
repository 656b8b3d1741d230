using System.Collections.Concurrent;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Rollout;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>Where a durable release becomes one that is offered, and every subscriber's mailbox rings.</summary>
internal sealed class ReleaseHub
{
    private readonly ConcurrentDictionary<Mailbox, Mailbox> _mailboxes = new();
    private Offering _offering = Offering.Nothing;
    private Release? _unreadable;

    /// <summary>Pulses when something else is offered.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>What is offered, and to whom.</summary>
    public Offering Offering => Volatile.Read(ref _offering);

    /// <summary>The newest release for everybody; null before the first.</summary>
    public StoredRelease? Current => Offering.Base;

    /// <summary>The newest release that is known of, whether it can be served or not.</summary>
    public Position? Newest => Offering.Newest is { } offered && offered.Generation > (_unreadable?.Record.Generation ?? 0)
        ? offered
        : _unreadable?.Position;

    /// <summary>Whether a release is in the history of which <see cref="Newest"/> is the end.</summary>
    public bool Knows(Position position) =>
        Newest is { } newest && position.Epoch == newest.Epoch && position.Generation > 0 && position.Generation <= newest.Generation;

    /// <summary>Offers a release. The caller sees to it that releases come one at a time and in order.</summary>
    public void Publish(StoredRelease release)
    {
        Volatile.Write(ref _offering, Offering.After(release));
        foreach (var mailbox in _mailboxes)
            mailbox.Key.Ring();
        Changed.Pulse();
    }

    /// <summary>Takes notice of a release that cannot be served, so that what is published next follows it.</summary>
    public void NoticeUnreadable(Release release) =>
        _unreadable = release.Record.Generation > (_unreadable?.Record.Generation ?? 0) ? release : _unreadable;

    /// <summary>A mailbox with what is meant for a subscriber, now and at every time.</summary>
    public Mailbox Join(Subscription subscription)
    {
        var mailbox = new Mailbox(() => Offering.For(subscription.Subscriber.Name, subscription.Labels, subscription.Applied));
        _mailboxes[mailbox] = mailbox;
        return mailbox;
    }

    public void Leave(Mailbox mailbox) => _mailboxes.TryRemove(mailbox, out _);
}
