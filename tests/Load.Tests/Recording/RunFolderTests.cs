using Load.Recording;
using Load.Tests.Support;
using Testing;

namespace Load.Tests.Recording;

public sealed class RunFolderTests
{
    [Fact]
    public async Task Run_WrittenAndRead_IsTheSame()
    {
        using var folder = new TemporaryFolder();
        var run = TinyRun.Of("sidecar");
        await RunFolder.WriteAsync(folder.Path, run, CancellationToken.None);

        var read = Assert.Single(await RunFolder.ReadAllAsync(folder.Path, CancellationToken.None));

        Assert.Equal(run.Phases, read.Phases);
        Assert.Equal(run.Samples, read.Samples);
        Assert.Equal(run.Driven!.Slices, read.Driven!.Slices);
        Assert.Equal(run.Driven.Timeline, read.Driven.Timeline);
        Assert.Equal(run.Driven.Versions, read.Driven.Versions);
        Assert.Equal(run.Driven.Marks, read.Driven.Marks);
        Assert.Equal(run.Driven.DatabaseMessages, read.Driven.DatabaseMessages);
        Assert.Equal(run.Latencies, read.Latencies, SameButHistograms);
        Assert.Equal(run.Latencies.SelectMany(row => row.Histogram), read.Latencies.SelectMany(row => row.Histogram));
    }

    [Fact]
    public async Task Folder_OfSeveralRecordings_IsReadByName()
    {
        using var folder = new TemporaryFolder();
        foreach (var mode in (string[])["sidecar", "investigated"])
            await RunFolder.WriteAsync(folder[mode], TinyRun.Of(mode), CancellationToken.None);

        var read = await RunFolder.ReadAllAsync(folder.Path, CancellationToken.None);

        Assert.Equal(["investigated", "sidecar"], read.Select(run => run.Mode));
    }

    [Fact]
    public async Task Folder_WithoutARecording_IsRefused()
    {
        using var folder = new TemporaryFolder();

        await Assert.ThrowsAsync<FileNotFoundException>(() => RunFolder.ReadAllAsync(folder.Path, CancellationToken.None));
    }

    private static bool SameButHistograms(LatencyRow one, LatencyRow other) => one with { Histogram = other.Histogram } == other;
}
