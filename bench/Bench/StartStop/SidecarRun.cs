using System.Diagnostics;
using System.Globalization;
using Bench.Rigs;
using SchemaClaims.V1;

namespace Bench.StartStop;

/// <summary>A sidecar process from its start to its end.</summary>
internal sealed class SidecarRun : IDisposable
{
    private readonly ChildProcess _process;
    private readonly RawSubscriber _first;

    private SidecarRun(ChildProcess process, RawSubscriber first) => (_process, _first) = (process, first);

    /// <summary>From the start of the process until a subscriber had the whole snapshot.</summary>
    public TimeSpan Started { get; private init; }

    /// <summary>The release that it serves.</summary>
    public Position Serves => _first.Latest!;

    /// <summary>The bytes of memory that are resident now.</summary>
    public long Resident => long.Parse(
        File.ReadAllText($"/proc/{_process.Id}/statm").Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;

    public static async Task<SidecarRun> StartAsync(string program, StorePlace place, CancellationToken cancellationToken)
    {
        var served = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        var began = Stopwatch.GetTimestamp();
        var process = new ChildProcess(program, place.Arguments);
        var first = new RawSubscriber(Connections.To(place.Socket), "first", _ => served.TrySetResult(Stopwatch.GetTimestamp()));
        try
        {
            var at = await served.Task.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
            return new SidecarRun(process, first) { Started = Stopwatch.GetElapsedTime(began, at) };
        }
        catch
        {
            first.Dispose();
            process.Dispose();
            throw;
        }
    }

    /// <summary>From SIGTERM until the process has ended.</summary>
    public async Task<TimeSpan> StopAsync(CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        _process.AskToEnd();
        var code = await _process.EndedAsync(cancellationToken);
        return code == 0
            ? Stopwatch.GetElapsedTime(began)
            : throw new InvalidOperationException($"The sidecar ended with {code}.");
    }

    public void Dispose()
    {
        _first.Dispose();
        _process.Dispose();
    }
}
