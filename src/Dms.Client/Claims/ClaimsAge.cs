using Dms.Client.Snapshots;
using SchemaClaims.Contracts;

namespace Dms.Client.Claims;

/// <summary>
/// Knows how old the claims in use are, by this machine's clock alone: the age that a heartbeat named, and the time since then. A
/// heartbeat speaks of the latest release; it tells nothing about claims that are others than that release's.
/// </summary>
internal sealed class ClaimsAge(TimeProvider time)
{
    private readonly Lock _lock = new();
    private ReleaseCandidate? _running;
    private (Position Position, Manifest Manifest)? _offered;
    private (Position? Latest, ClaimsConfirmation Confirmation)? _heartbeat;
    private ClaimsConfirmation? _last;

    /// <summary>How old the claims in use are; null when there are none yet.</summary>
    public TimeSpan? Current
    {
        get
        {
            lock (_lock)
                return _last is null ? null : _last.Age + time.GetElapsedTime(_last.Timestamp);
        }
    }

    /// <summary>When the claims of a release were last confirmed; null when another one runs.</summary>
    public ClaimsConfirmation? LastOf(Position release)
    {
        lock (_lock)
            return _running?.Release.Position == release ? _last : null;
    }

    /// <summary>The manifest of a release that the sidecar offered: the latest, also if it is not going to run.</summary>
    public void Offered(Position position, Manifest manifest)
    {
        lock (_lock)
            _offered = (position, manifest);
    }

    /// <summary>The sidecar said how old the claims of its latest release are.</summary>
    public void Confirm(Position? latest, TimeSpan age)
    {
        lock (_lock)
        {
            _heartbeat = (latest, new ClaimsConfirmation(age, time.GetTimestamp()));
            Reconsider();
        }
    }

    /// <summary>A snapshot came into use. As the first one it was sent just now, unless more is known.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="age">How old its claims are, if they are the first.</param>
    public void Use(DmsSnapshot snapshot, TimeSpan age = default)
    {
        lock (_lock)
        {
            _running = snapshot.Candidate;
            _last ??= new ClaimsConfirmation(age, time.GetTimestamp());
            Reconsider();
        }
    }

    private void Reconsider()
    {
        if (_heartbeat is { Latest: { } latest, Confirmation: var confirmation } && _running is not null && HasClaimsOf(latest, _running))
            _last = confirmation;
    }

    private bool HasClaimsOf(Position latest, ReleaseCandidate running) =>
        latest == running.Release.Position
        || (latest == _offered?.Position && ClaimsOf(_offered.Value.Manifest).SequenceEqual(ClaimsOf(running.Manifest)));

    private static IEnumerable<ManifestPart> ClaimsOf(Manifest manifest) => manifest.Parts.Where(part => PartNames.IsClaims(part.Name));
}
