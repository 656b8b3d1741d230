using Load.Recording;
using Load.Reporting;
using Load.Servers;

namespace Load.Scenarios;

/// <summary>Plays acts in all modes, slice by slice in turn, so that what else the machine does meets all of them alike.</summary>
internal sealed class Stage(Site site, IReadOnlyDictionary<string, Recorder> recorders, TimeProvider time, TextWriter progress)
{
    /// <summary>Starts a server of each mode, plays the act, and ends the servers.</summary>
    public async Task PlayAsync(Act act, CancellationToken cancellationToken)
    {
        var performances = new List<(string Mode, Performance Performance)>();
        try
        {
            foreach (var (mode, recorder) in recorders)
            {
                var server = await site.StartServerAsync(mode, act.PoolSize, act.ClaimsExpiry, cancellationToken);
                performances.Add((mode, await Performance.BeginAsync(server, recorder, time, cancellationToken)));
            }

            foreach (var slice in act.Slices.Select(slice => slice with { PoolSize = act.PoolSize }))
            {
                foreach (var (mode, performance) in performances)
                {
                    progress.Write($"{mode}: {slice.Name}");
                    var record = await performance.RunAsync(slice, cancellationToken);
                    progress.WriteLine($", others' cores {Format.Digits(record.OtherCpuSeconds / slice.Seconds)}");
                }
            }
        }
        finally
        {
            foreach (var (_, performance) in performances)
                await performance.DisposeAsync();
        }
    }
}
