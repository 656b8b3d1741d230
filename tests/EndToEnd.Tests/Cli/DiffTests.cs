using System.Text.Json.Nodes;
using EndToEnd.Tests.Support;
using Testing;

namespace EndToEnd.Tests.Cli;

public sealed class DiffTests(SidecarFixture sidecar) : IClassFixture<SidecarFixture>
{
    [Fact]
    public async Task Diff_OfTwoReleases_SummarisesTheWorstFirst()
    {
        var (first, second) = await PublishPairAsync();

        var diff = (await sidecar.RunAsync("diff", $"{first}", $"{second}")).Ended(0);

        var lines = diff.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith($"release {first} → release {second}: ", lines[0], StringComparison.Ordinal);
        Assert.Contains("1 breaking for writers, ", lines[0], StringComparison.Ordinal);
        Assert.Contains("    ~ field $.firstName maxLength: 75 → 5  [limit-tightened: breaks writers]", lines);
        Assert.Contains(lines, line => line.StartsWith("Compatible: ", StringComparison.Ordinal));
        Assert.DoesNotContain("description-changed", diff.Output, StringComparison.Ordinal);
        Assert.Empty(diff.Error);
    }

    [Fact]
    public async Task Diff_WithDetails_ShowsEveryChangeAndWhy()
    {
        var (first, second) = await PublishPairAsync();

        var diff = (await sidecar.RunAsync("diff", $"{first}", $"{second}", "--details")).Ended(0);

        Assert.Contains("~ field $ description: ", diff.Output, StringComparison.Ordinal);
        Assert.Contains(
            "  limit-tightened: breaks writers. Values that were accepted are refused.", diff.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_AsJson_IsTheMessageOfTheProtocol()
    {
        var (first, second) = await PublishPairAsync();

        var json = Json.Of((await sidecar.RunAsync("diff", $"{second}", $"{first}", "-o", "json")).Ended(0));

        Assert.Equal(
            [
                "from", "to", "total", "breakingForWriters", "breakingForReaders", "narrowingAccess", "wideningAccess", "compatible",
                "changes", "rules", "omitted",
            ],
            json.Names());
        Assert.Equal(second, (ulong)json.GetProperty("from").GetProperty("position").Long("generation"));
        var loosened = json.GetProperty("changes").EnumerateArray().Single(change => change.Text("rule") == "limit-loosened");
        Assert.Equal(
            ["rule", "effects", "kind", "subject", "aspect", "name", "facet", "before", "after"], loosened.Names());
        Assert.Equal(
            ("CHANGED", "ed-fi/students", "FIELD", "$.firstName", "maxLength", "5", "75"),
            (loosened.Text("kind"), loosened.Text("subject"), loosened.Text("aspect"), loosened.Text("name"), loosened.Text("facet"),
                loosened.Text("before"), loosened.Text("after")));
        Assert.Equal(["COMPATIBLE"], loosened.Texts("effects"));
    }

    [Fact]
    public async Task Diff_WithTheCurrentRelease_NeedsNoSecondName()
    {
        var latest = (await sidecar.PublishAsync()).Position.Generation;

        var one = (await sidecar.RunAsync("diff", $"{latest}")).Ended(0);
        var other = (await sidecar.RunAsync("diff", "current", "current")).Ended(0);

        Assert.Equal($"release {latest} → release {latest}: no difference for clients.\n", one.Output);
        Assert.Equal(one.Output, other.Output);
    }

    [Fact]
    public async Task Diff_OfAnUnknownRelease_SaysWhichThereAre()
    {
        var latest = (await sidecar.PublishAsync()).Position.Generation;

        var unknown = (await sidecar.RunAsync("diff", "4711")).Ended(1);
        var nonsense = (await sidecar.RunAsync("diff", "yesterday")).Ended(2);

        Assert.Equal($"Release 4711 is not in the history; the newest is {latest}. See `history`.\n", unknown.Error);
        Assert.StartsWith("'yesterday' is no release: write its number", nonsense.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_AsADryRun_SaysWhatItWouldChangeForClients()
    {
        await sidecar.Administrator.PublishAsync(Samples.Marked(Samples.NewMark()));
        var core = sidecar.Write("breaking.json", Shortened(5));

        var table = (await sidecar.RunAsync("upload", "--core", core, "--dry-run")).Ended(0);
        var json = Json.Of((await sidecar.RunAsync("upload", "--core", core, "--dry-run", "-o", "json")).Ended(0));

        Assert.Contains("[limit-tightened: breaks writers]", table.Output, StringComparison.Ordinal);
        Assert.Equal(1, json.GetProperty("comparison").GetProperty("breakingForWriters").GetInt32());
    }

    [Fact]
    public async Task Upload_ThatBreaksClients_IsRefusedOnRequest()
    {
        await sidecar.Administrator.PublishAsync(Samples.Marked(Samples.NewMark()));
        var before = await sidecar.Administrator.HistoryAsync();
        var core = sidecar.Write("breaking.json", Shortened(5));

        var table = (await sidecar.RunAsync("upload", "--core", core, "--refuse-breaking")).Ended(5);
        var dry = (await sidecar.RunAsync("upload", "--core", core, "--refuse-breaking", "--dry-run")).Ended(5);
        var json = Json.Of((await sidecar.RunAsync("upload", "--core", core, "--refuse-breaking", "-o", "json")).Ended(5));

        Assert.Contains(
            "~ field $.firstName maxLength: 75 → 5  [limit-tightened: breaks writers]", table.Output, StringComparison.Ordinal);
        Assert.StartsWith(
            "Refused: it would break clients. Nothing was changed. Change the documents,", table.Error, StringComparison.Ordinal);
        Assert.Contains("[limit-tightened: breaks writers]", dry.Output, StringComparison.Ordinal);
        Assert.Equal(1, json.GetProperty("breaking").GetProperty("breakingForWriters").GetInt32());
        Assert.Equal(before, await sidecar.Administrator.HistoryAsync());
    }

    [Fact]
    public async Task Upload_ThatBreaksNobody_IsPublishedAlthoughBreakingIsRefused()
    {
        await sidecar.Administrator.PublishAsync(Shortened(5));

        var longer = sidecar.Write("longer.json", Shortened(80));
        var upload = (await sidecar.RunAsync("upload", "--core", longer, "--refuse-breaking")).Ended(0);

        Assert.Contains("is published", upload.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClaimsUpload_ThatNarrowsAccess_IsRefusedOnRequest()
    {
        (await sidecar.RunAsync("claims", "upload", Samples.Claims)).Ended(0);
        var narrowed = JsonNode.Parse(File.ReadAllBytes(Samples.Claims))!;
        narrowed["claimSets"]!.AsArray().RemoveAt(0);

        var refused = (await sidecar.RunAsync(
            "claims", "upload", sidecar.Write("narrowed.json", System.Text.Encoding.UTF8.GetBytes(narrowed.ToJsonString())),
            "--refuse-breaking")).Ended(5);

        Assert.Contains("[claim-set-removed: narrows access]", refused.Output, StringComparison.Ordinal);
    }

    [DataFact]
    public async Task Diff_OfTheRealExtensionRemoved_IsReadable()
    {
        string[] schema = ["upload", "--core", RealData.PathOf("apischema/core-ds51-derived.json")];
        (await sidecar.RunAsync([.. schema, "--extension", RealData.PathOf("apischema/tpdm.json")])).Ended(0);
        (await sidecar.RunAsync(schema)).Ended(0);
        var latest = (await sidecar.Administrator.HistoryAsync())[0].Position.Generation;

        var diff = (await sidecar.RunAsync("diff", $"{latest - 1}", "current")).Ended(0);

        Assert.Contains("\n  33 resources removed from tpdm: ", diff.Output, StringComparison.Ordinal);
        Assert.Contains("- field $._ext: object, and 16 below it  [field-removed", diff.Output, StringComparison.Ordinal);
        Assert.InRange(diff.Output.Split('\n').Length, 10, 40);
    }

    private async Task<(ulong First, ulong Second)> PublishPairAsync()
    {
        var first = await sidecar.PublishAsync();
        var second = await sidecar.Administrator.PublishAsync(Shortened(5));
        return (first.Position.Generation, second.Position.Generation);
    }

    private static byte[] Shortened(int length) => Samples.With(Samples.NewMark(), project =>
        project["resourceSchemas"]!["students"]!["jsonSchemaForInsert"]!["properties"]!["firstName"]!["maxLength"] = length);
}
