using System.Diagnostics;
using Npgsql;

namespace Bench.Authorization;

/// <summary>How requests fare that share a pool.</summary>
/// <param name="Served">How many succeeded.</param>
/// <param name="Failed">How many failed or were still waiting for a connection at the end.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record PoolRun(int Served, int Failed, double Seconds)
{
    public static async Task<PoolRun> MeasureAsync(int clients, TimeSpan duration, Func<Task<bool>> request)
    {
        var began = Stopwatch.GetTimestamp();
        var (served, failed) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(began) < duration)
            {
                if (await SucceedsAsync(request))
                    Interlocked.Increment(ref served);
                else
                    Interlocked.Increment(ref failed);
            }
        })));
        return new PoolRun(served, failed, Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    private static async Task<bool> SucceedsAsync(Func<Task<bool>> request)
    {
        try
        {
            return await request();
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
