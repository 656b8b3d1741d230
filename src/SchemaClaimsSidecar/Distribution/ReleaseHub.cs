using System.Collections.Concurrent;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Rollout;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>Where a durable release becomes one that is offered, and every subscriber's mailbox rings.</summary>
internal sealed class ReleaseHub
{
    private readonly Lock _publishing = new();
    private readonly ConcurrentDictionary<Mailbox, Mailbox> _mailboxes = new();
    private Offering _offering = Offering.Nothing;
    private Release? _unreadable;

    /// <summary>Pulses when something else is offered.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>What is offered, and to whom.</summary>
    public Offering Offering => Volatile.Read(ref _offering);

    /// <summary>The newest release for everybody; null before the first.</summary>
    public StoredRelease? Current => Offering.Base;

    /// <summary>The newest release that is known of, whether it can be served or not; null while there is none.</summary>
    public Release? NewestRelease => (Offering.Newest, _unreadable) switch
    {
        (null, var unreadable) => unreadable,
        ({ } offered, { } unreadable) when !offered.Follows(unreadable.Position) => unreadable,
        (var offered, _) => offered,
    };

    /// <inheritdoc cref="NewestRelease"/>
    public Position? Newest => NewestRelease?.Position;

    /// <summary>Whether a release is in the history of which <see cref="Newest"/> is the end.</summary>
    public bool Knows(Position position) =>
        Newest is { } newest && position.Epoch == newest.Epoch && position.Generation > 0 && position.Generation <= newest.Generation;

    /// <summary>Offers a release, unless it is known already.</summary>
    /// <returns>Whether it was news.</returns>
    public bool Publish(StoredRelease release) => Publish(release.Release, () => Offering.After(release));

    /// <summary>Offers what a history comes to, unless that is known already.</summary>
    /// <param name="state">The releases that count.</param>
    /// <param name="releases">Those of them that can be served.</param>
    /// <returns>Whether it was news.</returns>
    public bool Publish(ReleaseState state, IReadOnlyCollection<StoredRelease> releases) =>
        state.Newest is { } newest && Publish(newest, () => Offering.Of(state, releases));

    /// <summary>Takes notice of a release that cannot be served, so that what is published next follows it.</summary>
    public void NoticeUnreadable(Release release) =>
        _unreadable = _unreadable is null || release.Follows(_unreadable.Position) ? release : _unreadable;

    /// <summary>A mailbox with what is meant for a subscriber, now and at every time.</summary>
    public Mailbox Join(Subscription subscription)
    {
        var mailbox = new Mailbox(() => Offering.For(subscription.Subscriber.Name, subscription.Labels, subscription.Applied));
        _mailboxes[mailbox] = mailbox;
        return mailbox;
    }

    public void Leave(Mailbox mailbox) => _mailboxes.TryRemove(mailbox, out _);

    // No subscriber ever holds the lock.
    private bool Publish(Release newest, Func<Offering> next)
    {
        lock (_publishing)
        {
            if (Offering.Newest is { } offered && !newest.Follows(offered.Position))
                return false;
            Volatile.Write(ref _offering, next());
            foreach (var mailbox in _mailboxes)
                mailbox.Key.Ring();
        }

        Changed.Pulse();
        return true;
    }
}
