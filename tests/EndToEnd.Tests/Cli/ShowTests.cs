using System.Text.RegularExpressions;
using EndToEnd.Tests.Support;
using SchemaClaims.Contracts;

namespace EndToEnd.Tests.Cli;

public sealed class ShowTests(SidecarFixture sidecar) : IClassFixture<SidecarFixture>
{
    [Fact]
    public async Task Show_OfARelease_HasItsDocumentsAndParts()
    {
        (await sidecar.RunAsync("upload", "--core", Samples.Core, "--extension", Samples.Arts, "--reason", "art")).Ended(0);

        var lines = (await sidecar.RunAsync("show")).Ended(0).Output.Split('\n');

        Assert.Matches(@"^Release \d+, upload for everybody, .* UTC by .*: art$", lines[0]);
        Assert.Contains(lines, line => line.StartsWith("Effective schema hash ", StringComparison.Ordinal));
        var core = await File.ReadAllBytesAsync(Samples.Core);
        Assert.Contains(lines, line => Regex.IsMatch(line, $"^core.json +core +{core.Length} +{Digest.Of(core)}$"));
        Assert.Contains(lines, line => Regex.IsMatch(line, "^arts.json +extension +"));
        Assert.Contains(lines, line => line.StartsWith("project/ed-fi ", StringComparison.Ordinal));
        Assert.Matches(@"^\d+ parts, \d+ bytes\.$", lines[^2]);
    }

    [Fact]
    public async Task Show_OfAnEarlierRelease_AsJson_IsTheMessageOfTheProtocol()
    {
        var earlier = await sidecar.PublishAsync();
        await sidecar.PublishAsync();

        var json = Json.Of((await sidecar.RunAsync("show", $"{earlier.Position.Generation}", "-o", "json")).Ended(0));

        Assert.Equal(["release", "effectiveSchemaHash", "rules", "inputs", "parts"], json.Names());
        Assert.Equal(earlier.SnapshotId, json.GetProperty("release").Text("snapshotId"));
        Assert.Equal((int)earlier.TotalParts, json.GetProperty("parts").GetArrayLength());
        Assert.Equal(["role", "name", "digest", "length"], json.GetProperty("parts")[0].Names());
    }

    [Theory]
    [InlineData("show", "4711")]
    [InlineData("export", "4711", "--to", "nowhere")]
    public async Task Command_ForWhatIsNotInTheHistory_SaysWhereToLook(params string[] arguments)
    {
        await sidecar.PublishAsync();

        var run = (await sidecar.RunAsync(arguments)).Ended(1);

        Assert.Contains("Release 4711 is not in the history", run.Error, StringComparison.Ordinal);
        Assert.Contains("See `history`.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_OfWhatIsNoGeneration_EndsWith2() => Assert.Contains(
        "'newest' is no release: name its generation, as `history` shows it, or say current.",
        (await sidecar.RunAsync("show", "newest")).Ended(2).Error, StringComparison.Ordinal);
}
