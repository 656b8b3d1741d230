using System.Diagnostics;
using System.Globalization;
using Bench.Rigs;

namespace Bench.Requests;

/// <summary>
/// A process that has nothing to do with this one but that it takes a core for a while: what requests suffer from it they would suffer
/// from any work on their cores, whoever did it and however.
/// </summary>
internal sealed class BusyNeighbor : IDisposable
{
    public const string Verb = "busy-neighbor";

    private const string Done = "done";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly ChildProcess _process = new("Bench", Verb);

    /// <summary>What the other process does.</summary>
    public static int Run()
    {
        while (Console.ReadLine() is { } line)
        {
            var until = Stopwatch.GetTimestamp() + long.Parse(line, CultureInfo.InvariantCulture);
            while (Stopwatch.GetTimestamp() < until)
            {
                // Busy.
            }

            Console.WriteLine(Done);
        }

        return 0;
    }

    /// <summary>Is busy for as long as a release took to be applied.</summary>
    public async Task<Cycle> BeBusyAsync(CycleKind kind, Window application, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        await _process.TellAsync((application.To - application.From).ToString(CultureInfo.InvariantCulture));
        await _process.ReadAsync(Done, cancellationToken);
        var ended = Stopwatch.GetTimestamp();
        await Task.Delay(Pause, cancellationToken);
        return new Cycle(kind, began, began, ended);
    }

    public void Dispose() => _process.Dispose();
}
