namespace Load.Scenarios;

/// <summary>The newest version of something that was published, and when.</summary>
/// <param name="Version">Counted from 0.</param>
/// <param name="Seconds">Since the recording began; null for what was there from the beginning.</param>
/// <param name="IsNextUnderWay">Whether the next one is being published, so that it may be met already.</param>
internal sealed record Published(int Version, double? Seconds, bool IsNextUnderWay)
{
    public static Published Nothing { get; } = new(0, null, false);

    /// <summary>Which version is met where its number is told to be odd or even; null where that is not told.</summary>
    public int? Served(bool? isOdd)
    {
        if (isOdd is not { } odd)
            return null;
        if (odd == (Version % 2 == 1))
            return Version;
        return IsNextUnderWay ? Version + 1 : Version - 1;
    }
}
