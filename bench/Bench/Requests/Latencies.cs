using Bench.Measuring;

namespace Bench.Requests;

/// <summary>Requests by what was going on when they began.</summary>
internal sealed class Latencies
{
    public Latencies(IReadOnlyList<Request> requests, IReadOnlyList<(bool IsSchema, Cycle Cycle)> cycles)
    {
        var sorted = requests.OrderBy(request => request.Began).ToArray();
        for (var i = 0; i < cycles.Count; i++)
        {
            var (isSchema, cycle) = cycles[i];
            Take(sorted, cycle.Preparation, WhileCompiled);
            Take(sorted, cycle.Application, isSchema ? WhileSchema : WhileClaims);
            Take(sorted, cycle.After, After);
            if (i + 1 < cycles.Count)
                Take(sorted, cycle.CalmUntil(cycles[i + 1].Cycle), Steady);
        }
    }

    public Samples Steady { get; } = new();

    public Samples WhileSchema { get; } = new();

    public Samples WhileClaims { get; } = new();

    public Samples WhileCompiled { get; } = new();

    public Samples After { get; } = new();

    private static void Take(Request[] sorted, Window window, Samples samples)
    {
        var first = Array.BinarySearch(sorted, new Request(window.From, 0), ByBeginning);
        for (var i = first < 0 ? ~first : first; i < sorted.Length && window.Contains(sorted[i].Began); i++)
            samples.Add(sorted[i].Duration);
    }

    private static readonly Comparer<Request> ByBeginning = Comparer<Request>.Create((left, right) => left.Began.CompareTo(right.Began));
}
