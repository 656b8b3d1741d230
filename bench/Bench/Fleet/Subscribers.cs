using Bench.Rigs;
using SchemaClaims.Contracts;

namespace Bench.Fleet;

/// <summary>Many subscribers, each on a connection of its own; the first can be frozen.</summary>
internal sealed class Subscribers : IDisposable
{
    private readonly List<RawSubscriber> _all = [];
    private FreezableStream? _first;
    private Round? _round;
    private ulong _latestOfFirst;

    /// <summary>Connects them, some at a time, and waits until each has been heard.</summary>
    public async Task ConnectAsync(string socket, int count, CancellationToken cancellationToken)
    {
        var first = Connect(socket, "first", freezable: true);
        await first.Heard;
        foreach (var batch in Enumerable.Range(1, count - 1).Chunk(50))
        {
            var some = batch.Select(number => Connect(socket, $"subscriber-{number}", freezable: false)).ToArray();
            await Task.WhenAll(some.Select(subscriber => subscriber.Heard)).WaitAsync(cancellationToken);
        }
    }

    /// <summary>Begins to collect who gets a release; the first is not asked.</summary>
    public Round Await(ulong generation)
    {
        var round = new Round(generation, _all.Count - 1);
        Volatile.Write(ref _round, round);
        return round;
    }

    public void FreezeFirst() => _first!.Freeze();

    /// <summary>Lets the first go on, and waits until it has caught up.</summary>
    public async Task ThawFirstAsync(ulong generation, CancellationToken cancellationToken)
    {
        _first!.Thaw();
        while (Volatile.Read(ref _latestOfFirst) != generation)
            await Task.Delay(1, cancellationToken);
    }

    public void Dispose()
    {
        foreach (var subscriber in _all)
            subscriber.Dispose();
    }

    private RawSubscriber Connect(string socket, string name, bool freezable)
    {
        var handler = UnixSockets.HandlerFor(socket);
        var connect = handler.ConnectCallback!;
        if (freezable)
            handler.ConnectCallback = async (context, cancellation) => _first = new FreezableStream(await connect(context, cancellation));
        var subscriber = new RawSubscriber(
            handler, name, generation =>
            {
                if (freezable)
                    Volatile.Write(ref _latestOfFirst, generation);
                else
                    Volatile.Read(ref _round)?.Arrived(generation);
            });
        _all.Add(subscriber);
        return subscriber;
    }
}
