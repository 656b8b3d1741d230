using Load.Sampling;
using Testing;

namespace Load.Tests.Sampling;

public sealed class ProcessTreeTimeTests
{
    [Fact]
    public void Time_OfAProcess_HoldsThatOfAllBelowItAndOfThoseThatEnded()
    {
        using var proc = new TemporaryFolder();
        Add(proc, 1, parent: 0, 10_000, 0, 0, 0);
        Add(proc, 7, parent: 1, 100, 20, 3, 4);
        Add(proc, 8, parent: 7, 200, 0, 0, 0);
        Add(proc, 9, parent: 8, 300, 0, 50, 0);
        Add(proc, 10, parent: 1, 9_000, 0, 0, 0);
        Directory.CreateDirectory(proc["self"]);
        Directory.CreateDirectory(proc["11"]);

        Assert.Equal(6.77, ProcessTreeTime.Of(7, proc.Path), 1e-9);
        Assert.Equal(5.5, ProcessTreeTime.Below(7, proc.Path), 1e-9);
        Assert.Equal(0, ProcessTreeTime.Below(9, proc.Path));
    }

    private static void Add(TemporaryFolder proc, int id, int parent, params int[] ticks)
    {
        Directory.CreateDirectory(proc[$"{id}"]);
        File.WriteAllText(
            Path.Combine(proc[$"{id}"], "stat"), $"{id} (a (b) c) S {parent} 0 0 0 0 0 0 0 0 0 {string.Join(' ', ticks)} 20 0 1\n");
    }
}
