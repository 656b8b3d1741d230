using System.Diagnostics;
using BenchmarkDotNet.Attributes;

namespace Bench.Read;

/// <summary>One reader, and a writer that puts another snapshot into use all the time; the snapshots share no object.</summary>
public class SwappedReadPath : ReadPath
{
    private static readonly TimeSpan Interval = TimeSpan.FromMicroseconds(100);

    private volatile bool _stop;
    private Thread? _writer;

    /// <summary>How many swaps there are in a second.</summary>
    public static int SwapsPerSecond => (int)(TimeSpan.FromSeconds(1) / Interval);

    public override void SetUp()
    {
        base.SetUp();
        var snapshots = new[] { Snapshots.Current, ReadInput.CreateSnapshot(2) };
        var dictionaries = Array.ConvertAll(snapshots, snapshot => new PlainDictionaries(snapshot));
        _writer = new Thread(() =>
        {
            for (var swap = 1; !_stop; swap++)
            {
                var last = Stopwatch.GetTimestamp();
                Publish(snapshots[swap % 2], dictionaries[swap % 2]);
                while (Stopwatch.GetElapsedTime(last) < Interval)
                    Thread.SpinWait(20);
            }
        });
        _writer.Start();
    }

    [GlobalCleanup]
    public void Stop()
    {
        _stop = true;
        _writer!.Join();
    }

    [Benchmark(OperationsPerInvoke = Operations)]
    public int Intended() => Serve();

    [Benchmark(OperationsPerInvoke = Operations, Baseline = true)]
    public int Dictionaries() => ServeByDictionaries();
}
