namespace SchemaClaims.Contracts.Following;

/// <summary>
/// Counts how often a release came damaged. What was damaged on its way comes sound when it is asked for again; what stays damaged is so
/// at the sidecar, and asking for ever would help nobody.
/// </summary>
internal sealed class DamagedReleases
{
    private const int MostRetries = 2;

    private Position? _position;
    private int _count;

    /// <summary>Takes notice of damage. Returns whether the release should be asked for again.</summary>
    public bool MayBeAskedForAgain(Position position)
    {
        if (_position != position)
            (_position, _count) = (position, 0);
        return ++_count <= MostRetries;
    }
}
