namespace SchemaClaimsSidecar.Memory;

/// <summary>
/// Decides, interval by interval, whether what was left behind is collected now: not while releases are published, soon after the last of
/// them, and once more when the runtime's own pools count as idle and are emptied, too.
/// </summary>
internal sealed class Leftovers
{
    /// <summary>For how many intervals subscribers that come and go all the time can put a collection off.</summary>
    public const int Patience = 6;

    /// <summary>After how many quiet intervals the runtime's pools are emptied: what is in them must have been idle for a minute.</summary>
    public const int UntilPoolsAreIdle = 8;

    private bool _isDue = true;
    private bool _isDueAgain = true;
    private int _quiet;
    private int _waited;

    /// <param name="published">Whether a release was published in the interval that has ended.</param>
    /// <param name="changed">Whether a subscriber came, went or said something new.</param>
    /// <param name="letGo">Whether connections let go of memory that they had no more need of.</param>
    public bool AreCollectedNow(bool published, bool changed, bool letGo)
    {
        if (published || changed)
            (_isDue, _isDueAgain, _quiet) = (true, true, 0);
        else
            _quiet++;
        _isDue |= letGo;
        if (published)
            return false;
        if (_isDue && (_quiet > 0 || ++_waited == Patience))
        {
            (_isDue, _waited) = (false, 0);
            return true;
        }

        if (!_isDueAgain || _quiet < UntilPoolsAreIdle)
            return false;
        _isDueAgain = false;
        return true;
    }
}
