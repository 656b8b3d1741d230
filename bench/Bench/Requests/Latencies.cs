using Bench.Measuring;

namespace Bench.Requests;

/// <summary>Requests by what was going on when they began.</summary>
internal sealed class Latencies
{
    private static readonly Comparer<Request> ByBeginning = Comparer<Request>.Create((left, right) => left.Began.CompareTo(right.Began));

    private readonly Dictionary<CycleKind, Samples> _during = Enum.GetValues<CycleKind>().ToDictionary(kind => kind, _ => new Samples());

    public Latencies(IReadOnlyList<Request> requests, IReadOnlyList<Cycle> cycles)
    {
        var sorted = requests.OrderBy(request => request.Began).ToArray();
        foreach (var cycle in cycles)
        {
            Take(sorted, cycle.Application, _during[cycle.Kind]);
            if (!cycle.IsRelease)
                continue;
            Take(sorted, cycle.Preparation, WhileCompiled);
            Take(sorted, cycle.After, After);
        }

        foreach (var (cycle, next) in cycles.Zip(cycles.Skip(1)))
            Take(sorted, cycle.CalmUntil(next), Steady);
    }

    public Samples Steady { get; } = new();

    public Samples WhileCompiled { get; } = new();

    public Samples After { get; } = new();

    /// <summary>Those that began while a release was applied, or while another process was busy.</summary>
    public Samples During(CycleKind kind) => _during[kind];

    private static void Take(Request[] sorted, Window window, Samples samples)
    {
        var first = Array.BinarySearch(sorted, new Request(window.From, 0), ByBeginning);
        for (var i = first < 0 ? ~first : first; i < sorted.Length && window.Contains(sorted[i].Began); i++)
            samples.Add(sorted[i].Duration);
    }
}
