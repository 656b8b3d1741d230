using BenchmarkDotNet.Attributes;

namespace Bench.Read;

/// <summary>Many readers at once: a core's time for each read, by all readers together.</summary>
public class SharedReadPath : ReadPath
{
    private const int ReadersPerCore = 2;
    private const int Rounds = 2000;

    private static readonly int Readers = ReadersPerCore * Environment.ProcessorCount;

    private readonly Barrier _begin = new(Readers);
    private readonly Barrier _end = new(Readers);
    private Func<int> _serve = () => 0;
    private volatile bool _stop;

    public override void SetUp()
    {
        base.SetUp();
        for (var reader = 1; reader < Readers; reader++)
            new Thread(Help) { IsBackground = true }.Start();
    }

    [GlobalCleanup]
    public void Stop()
    {
        _stop = true;
        _begin.SignalAndWait();
    }

    // Each core serves two readers, one after the other or in turn.
    [Benchmark(OperationsPerInvoke = Operations * Rounds * ReadersPerCore)]
    public int Intended() => ServeTogether(Serve);

    [Benchmark(OperationsPerInvoke = Operations * Rounds * ReadersPerCore, Baseline = true)]
    public int Dictionaries() => ServeTogether(ServeByDictionaries);

    private int ServeTogether(Func<int> serve)
    {
        _serve = serve;
        _begin.SignalAndWait();
        var strategies = ServeRounds();
        _end.SignalAndWait();
        return strategies;
    }

    private void Help()
    {
        while (true)
        {
            _begin.SignalAndWait();
            if (_stop)
                return;
            ServeRounds();
            _end.SignalAndWait();
        }
    }

    private int ServeRounds()
    {
        var strategies = 0;
        for (var round = 0; round < Rounds; round++)
            strategies += _serve();
        return strategies;
    }
}
