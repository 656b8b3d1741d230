using System.Diagnostics;
using Bench.Measuring;
using Bench.Rigs;
using SchemaClaims.V1;

namespace Bench.StartStop;

/// <summary>Many subscribers that connect at once, each on a connection of its own.</summary>
internal sealed class Storm : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<RawSubscriber> _subscribers = [];

    private Storm()
    {
    }

    /// <summary>From the first connection until each was served.</summary>
    public Samples Each { get; } = new();

    /// <param name="socket">Where they connect.</param>
    /// <param name="count">How many.</param>
    /// <param name="runs">What they run: served when they hear that they are current. Null: when they have the release.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<Storm> RunAsync(string socket, int count, Position? runs, CancellationToken cancellationToken)
    {
        var storm = new Storm();
        var began = Stopwatch.GetTimestamp();
        var served = Enumerable.Range(0, count).Select(number => storm.ConnectAsync(socket, $"subscriber-{number}", runs)).ToArray();
        foreach (var at in await Task.WhenAll(served).WaitAsync(Patience, cancellationToken))
            storm.Each.Add(Stopwatch.GetElapsedTime(began, at));
        return storm;
    }

    public void Dispose()
    {
        foreach (var subscriber in _subscribers)
            subscriber.Dispose();
    }

    private Task<long> ConnectAsync(string socket, string name, Position? runs)
    {
        var committed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var subscriber = new RawSubscriber(Connections.To(socket), name, _ => committed.TrySetResult(), runs);
        _subscribers.Add(subscriber);
        return Timestamps.AfterAsync(runs is null ? committed.Task : subscriber.Heard);
    }
}
