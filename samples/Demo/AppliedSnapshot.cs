using System.Globalization;

namespace Demo;

/// <summary>What the web host says when a snapshot is in use: since when, which release, and how many parts it had already.</summary>
internal sealed record AppliedSnapshot(DateTimeOffset At, long Generation, int ReusedParts)
{
    private const string Word = "applied";

    public string ToLine() => string.Create(CultureInfo.InvariantCulture, $"{Word} {At:O} {Generation} {ReusedParts}");

    public static AppliedSnapshot? Read(string line) => line.Split(' ') is [Word, var at, var generation, var reused]
        ? new AppliedSnapshot(
            DateTimeOffset.Parse(at, CultureInfo.InvariantCulture),
            long.Parse(generation, CultureInfo.InvariantCulture),
            int.Parse(reused, CultureInfo.InvariantCulture))
        : null;
}
