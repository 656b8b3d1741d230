using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Rollout;

/// <summary>The releases that are offered now, and who is offered which.</summary>
internal sealed class Offering
{
    private readonly ReleaseState _state;
    private readonly RolloutTarget? _target;

    private Offering(ReleaseState state, StoredRelease? everybody, StoredRelease? canary)
    {
        (_state, Base, Canary) = (state, everybody, canary);
        if (canary?.Release.Record.Rollout is { } rollout)
            RolloutTarget.TryParse(rollout.To, out _target);
        NeedsNewClaims = everybody is not null && canary is not null && !HaveTheSameClaims(everybody.Snapshot, canary.Snapshot);
    }

    /// <summary>Before the first release.</summary>
    public static Offering Nothing { get; } = new(ReleaseState.None, null, null);

    /// <summary>The newest release for everybody; null while there is none.</summary>
    public StoredRelease? Base { get; }

    /// <summary>The release that is being rolled out; null while none is.</summary>
    public StoredRelease? Canary { get; }

    /// <summary>The newer of the two; null while there is none.</summary>
    public Release? Newest => _state.Newest;

    /// <summary>The two, as far as they are there, in the order of their generations.</summary>
    public IEnumerable<StoredRelease> Releases =>
        new[] { Base, Canary }.OfType<StoredRelease>().OrderBy(release => release.Release.Record.Generation);

    /// <summary>Whether claims were published for everybody that those who run the canary have not been given yet.</summary>
    public bool NeedsNewClaims { get; }

    /// <summary>What a history comes to.</summary>
    /// <param name="state">The releases that count.</param>
    /// <param name="releases">Those of them that can be served.</param>
    public static Offering Of(ReleaseState state, IReadOnlyCollection<StoredRelease> releases)
    {
        return new Offering(state, Find(state.Base), Find(state.Canary));

        StoredRelease? Find(Release? release) => releases.FirstOrDefault(stored => stored.Release.Position == release?.Position);
    }

    public Offering After(StoredRelease release)
    {
        var state = _state.After(release.Release);
        return new Offering(state, Choose(state.Base, Base), Choose(state.Canary, Canary));

        StoredRelease? Choose(Release? chosen, StoredRelease? before) =>
            chosen is null ? null : ReferenceEquals(chosen, release.Release) ? release : before;
    }

    /// <summary>Whether the release that is being rolled out is rolled out to this subscriber.</summary>
    public bool Selects(string subscriber, IReadOnlyDictionary<string, string> labels) => _target?.Selects(subscriber, labels) ?? false;

    /// <summary>
    /// What is meant for a subscriber. One that runs what is not meant for it any more, because its labels are others now, is not
    /// sent back: it follows the one of the two that is not older than what it runs.
    /// </summary>
    /// <param name="subscriber">Its name.</param>
    /// <param name="labels">Its labels.</param>
    /// <param name="runs">What it runs; null when it runs nothing.</param>
    public StoredRelease? For(string subscriber, IReadOnlyDictionary<string, string> labels, Position? runs)
    {
        var (meant, other) = Canary is not null && Selects(subscriber, labels) ? (Canary, Base) : (Base, Canary);
        return meant is not null && other is not null && IsOlder(meant, runs) && !IsOlder(other, runs) ? other : meant;
    }

    private static bool IsOlder(StoredRelease release, Position? than) =>
        than is { } running && release.Release.Position.Epoch == running.Epoch && release.Release.Position.Generation < running.Generation;

    private static bool HaveTheSameClaims(Snapshot one, Snapshot other)
    {
        var (claims, others) = (ClaimsContent.Of(one), ClaimsContent.Of(other));
        return claims.Inputs.SequenceEqual(others.Inputs)
            && claims.Parts.Select(part => (part.Name, part.Digest)).SequenceEqual(others.Parts.Select(part => (part.Name, part.Digest)));
    }
}
