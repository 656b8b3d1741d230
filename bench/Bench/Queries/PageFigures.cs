using Bench.Measuring;

namespace Bench.Queries;

/// <summary>What one way to answer a page costs.</summary>
internal sealed class PageFigures
{
    public Samples First { get; } = new();

    public Samples Total { get; } = new();

    /// <summary>Of pages at once, until the last has ended.</summary>
    public Samples Together { get; } = new();

    /// <summary>How long a page is.</summary>
    public long Bytes { get; private set; }

    /// <summary>What one page allocated.</summary>
    public long Allocated { get; set; }

    /// <summary>What became resident during one page.</summary>
    public long Resident { get; set; }

    /// <summary>What became resident while pages were answered at once, each time.</summary>
    public List<long> ResidentTogether { get; } = [];

    public void Add(PageRun run)
    {
        First.Add(run.First);
        Total.Add(run.Total);
        Bytes = run.Bytes;
    }
}
