using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Load.Diagnosis;
using Load.Sampling;
using Load.Tests.Support;
using Testing;
using static Load.Tests.Support.Crafted;

namespace Load.Tests.Diagnosis;

[Collection(StagedCollection.Name)]
public sealed class DiagnoseCommandTests
{
    [Fact]
    public async Task RecordedRun_OfTwoPhases_HasAVerdictForEach()
    {
        using var folder = new TemporaryFolder();
        var samples = Samples(
            sample => sample.Seconds < 10
                ? sample with { Kestrel = Serving(0.5, sample.Seconds) }
                : sample with { Client = Asking(64, sample.Seconds, waiting: 54) },
            count: 20);
        var run = new Run
        {
            Name = "first",
            Mode = "sidecar",
            Phases =
            [
                new Phase { Name = "quiet", StartSeconds = 0, EndSeconds = 9.5 },
                new Phase { Name = "64 users", StartSeconds = 9.5, EndSeconds = 20 },
            ],
            Samples = samples,
        };
        await File.WriteAllTextAsync(Path.Combine(folder.Path, RunJson.FileName), JsonSerializer.Serialize(run, RunJson.Options));

        var (code, output) = await RunAsync(folder.Path);

        Assert.Equal(0, code);
        Assert.Contains("quiet: healthy", output, StringComparison.Ordinal);
        Assert.Contains("64 users: client-limited", output, StringComparison.Ordinal);
        Assert.Contains("54.0 wait in it for one of 10 connections", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunningService_ThatNobodyAsks_IsDescribedInJson()
    {
        await using var service = await StagedProcess.StartAsync();

        var id = service.Id.ToString(CultureInfo.InvariantCulture);

        var (code, output) = await RunAsync("--pid", id, "--seconds", "4", "--postgres", "Host=127.0.0.1;Port=1", "-o", "json");

        Assert.Equal(0, code);
        var verdict = JsonDocument.Parse(output).RootElement[0].GetProperty("verdict");
        Assert.Equal("not-enough-evidence", verdict.GetProperty("cause").GetString());
        Assert.Equal("The service was asked next to nothing.", verdict.GetProperty("summary").GetString());
        Assert.Contains("PostgreSQL does not answer", verdict.GetProperty("notSeen")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_WithoutARun_IsRefused()
    {
        using var folder = new TemporaryFolder();

        var (code, output) = await RunAsync(folder.Path);

        Assert.Equal(1, code);
        Assert.Contains("is no recorded run", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("folder --pid 1")]
    [InlineData("--pid 1 --seconds 3")]
    public async Task Arguments_ThatDoNotGoTogether_AreRefused(string arguments) =>
        Assert.Equal(1, (await RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Code);

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        var root = new RootCommand { DiagnoseCommand.Create() };
        var configuration = new InvocationConfiguration { Output = output, Error = output };
        var code = await root.Parse(["diagnose", .. arguments]).InvokeAsync(configuration);
        return (code, output.ToString());
    }
}
