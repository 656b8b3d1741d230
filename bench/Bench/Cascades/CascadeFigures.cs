using Bench.Measuring;

namespace Bench.Cascades;

/// <summary>What one way to rename a session costs.</summary>
internal sealed class CascadeFigures
{
    public Samples Total { get; } = new();

    public Samples Open { get; } = new();

    public Samples Megabytes { get; } = new();

    public int RoundTrips { get; set; }
}
