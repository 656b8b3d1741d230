using System.Diagnostics;
using Bench.Fleet;
using Bench.Measuring;
using Bench.Rigs;

namespace Bench.Scale;

/// <summary>What one more subscriber costs the sidecar that serves it.</summary>
internal static class FanOut
{
    private const int Few = 2;
    private const int Many = 302;
    private const int WarmUps = 10;
    private const int Rounds = 40;

    /// <summary>The time by which each further subscriber delays the last, in milliseconds.</summary>
    public static async Task<double> MeasureAsync(WorkFolder work, CancellationToken cancellationToken)
    {
        var few = await LastOfAsync(work, Few, cancellationToken);
        var many = await LastOfAsync(work, Many, cancellationToken);
        return Math.Max(0, (many.Median - few.Median) / (Many - Few));
    }

    private static async Task<Samples> LastOfAsync(WorkFolder work, int count, CancellationToken cancellationToken)
    {
        var socket = work.NewSocket();
        using var sidecar = await SidecarControl.StartAsync(socket, cancellationToken);
        using var subscribers = new Subscribers();
        await subscribers.ConnectAsync(socket, count, cancellationToken);
        var samples = new Samples();
        for (var round = 1; round <= WarmUps + Rounds; round++)
        {
            var arrivals = subscribers.Await((ulong)round);
            var publication = await sidecar.PublishAsync(cancellationToken);
            var last = (await arrivals.ArrivalsAsync(cancellationToken))[^1];
            if (round > WarmUps)
                samples.Add(Stopwatch.GetElapsedTime(publication.Began, last));
        }

        return samples;
    }
}
