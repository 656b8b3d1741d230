using System.Text.Json;
using Load.Sampling;
using Testing;

namespace Load.Tests.Sampling;

public sealed class RunJsonTests
{
    [Fact]
    public async Task Run_WrittenAndRead_IsTheSameAndKeepsWhatIsUnknownUnknown()
    {
        using var folder = new TemporaryFolder();
        var run = new Run
        {
            Name = "first",
            Mode = "sidecar",
            Phases = [new Phase { Name = "steady", StartSeconds = 1, EndSeconds = 9 }],
            Samples = [new Sample { Seconds = 1.5, Client = new ClientSample { InFlight = 4, Completed = 12 } }],
        };
        await File.WriteAllTextAsync(Path.Combine(folder.Path, RunJson.FileName), JsonSerializer.Serialize(run, RunJson.Options));

        var read = await RunJson.ReadAsync(folder.Path, CancellationToken.None);

        Assert.Equal(run.Samples, read.Samples);
        Assert.Equal(run.Phases, read.Phases);
        Assert.Null(read.Samples[0].Kestrel);
        Assert.Null(read.Samples[0].Client!.ConnectionLimit);
    }

    [Fact]
    public async Task Run_OfAnotherFormat_IsRefused()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, RunJson.FileName), """{"formatVersion":2,"name":"a","mode":"b"}""");

        await Assert.ThrowsAsync<JsonException>(() => RunJson.ReadAsync(folder.Path, CancellationToken.None));
    }
}
