using System.Diagnostics;

namespace Bench.Requests;

/// <summary>A release from its upload until everything about it is over, or what stands for one.</summary>
/// <param name="Kind">What went on.</param>
/// <param name="Uploaded">When the upload began.</param>
/// <param name="Offered">When the offer reached the client.</param>
/// <param name="Applied">When the snapshot was in use.</param>
internal sealed record Cycle(CycleKind Kind, long Uploaded, long Offered, long Applied)
{
    // The report, and the last known good on its way to the disk.
    private static readonly long Aftermath = Stopwatch.Frequency * 150 / 1000;

    /// <summary>While the client receives, verifies, reads and swaps.</summary>
    public Window Application => new(Offered, Applied);

    /// <summary>While the sidecar receives, compiles and stores.</summary>
    public Window Preparation => new(Uploaded, Offered);

    /// <summary>While the client writes the last known good.</summary>
    public Window After => new(Applied, Applied + Aftermath);

    /// <summary>Whether there was a release.</summary>
    public bool IsRelease => Kind is CycleKind.Schema or CycleKind.Claims;

    /// <summary>While nothing happens, until the next cycle begins.</summary>
    public Window CalmUntil(Cycle next) => new(Applied + Aftermath, next.Uploaded);
}
