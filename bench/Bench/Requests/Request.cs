using System.Diagnostics;

namespace Bench.Requests;

/// <summary>A request that was answered.</summary>
/// <param name="Began">When it was sent; when it should have been, if an earlier one held it up.</param>
/// <param name="Ended">When the answer was there in full.</param>
internal readonly record struct Request(long Began, long Ended)
{
    public TimeSpan Duration => Stopwatch.GetElapsedTime(Began, Ended);
}
