namespace Load.Scenarios;

/// <summary>The newest version of something that was published, and when.</summary>
/// <param name="Version">Counted from 0.</param>
/// <param name="Seconds">Since the recording began; null for what was there from the beginning.</param>
internal sealed record Published(int Version, double? Seconds)
{
    public static Published Nothing { get; } = new(0, null);

    /// <summary>Which version is met where its number is told to be odd or even; null where that is not told.</summary>
    /// <param name="isOdd">What was told.</param>
    /// <param name="before">Which one was met before: a server does not go back, so another than the newest may be the next one.</param>
    public int? Served(bool? isOdd, int before)
    {
        if (isOdd is not { } odd)
            return null;
        if (odd == (Version % 2 == 1))
            return Version;
        return before >= Version ? Version + 1 : Version - 1;
    }
}
