using System.Security.Cryptography;
using System.Text.Json;
using EndToEnd.Tests.Support;
using SchemaClaims.Contracts;
using Testing;

namespace EndToEnd.Tests.Cli;

public sealed class CompileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string To => _folder["to"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Compile_OfTheSamples_WritesTheMergedCoreThePartsAndTheManifest()
    {
        var compile = await Tool.RunAsync(
            "compile", "--core", Samples.Core, "--extension", Samples.Arts, "--extension", Samples.Transport, "--to", To);

        var manifest = ManifestReader.Read(await File.ReadAllBytesAsync(Path.Combine(To, "manifest.json")));
        Assert.Equal(
            $"{manifest.Parts.Count} parts in {To}. Effective schema hash {manifest.EffectiveSchemaHash}", compile.Ended(0).Output.Trim());
        Assert.Equal(["core.json", "arts.json", "transport.json"], manifest.Inputs.Select(input => input.Name));
        Assert.Equal(manifest.Parts.Select(part => part.Name), PartFiles());
        foreach (var part in manifest.Parts)
            Assert.Equal(part.Digest, Digest.Of(await File.ReadAllBytesAsync(Path.Combine(To, "parts", part.Name + ".json"))));
        using var merged = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(To, "merged-core.json")));
        Assert.Equal("ed-fi", merged.RootElement.GetProperty("projectSchema").GetProperty("projectEndpointName").GetString());
    }

    [Fact]
    public async Task Compile_OverAnEarlierResult_LeavesNothingOfIt()
    {
        (await Tool.RunAsync("compile", "--core", Samples.Core, "--extension", Samples.Arts, "--to", To)).Ended(0);

        (await Tool.RunAsync("compile", "--core", Samples.Core, "--to", To)).Ended(0);

        Assert.DoesNotContain(PartFiles(), part => part.Contains("arts", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Compile_OfWhatIsRefused_ListsTheProblemsAndWritesNothing()
    {
        var compile = (await Tool.RunAsync("compile", "--core", Samples.Arts, "--to", To)).Ended(1);

        Assert.Contains("error: arts.json#/projectSchema/isExtensionProject", compile.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing was written.", compile.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(To));
    }

    [Fact]
    public async Task Compile_WhereNothingCanBeWritten_SaysSo()
    {
        await File.WriteAllTextAsync(To, "");

        var compile = (await Tool.RunAsync("compile", "--core", Samples.Core, "--to", To)).Ended(1);

        Assert.StartsWith($"Cannot write to {To}: ", compile.Error, StringComparison.Ordinal);
    }

    [DataTheory]
    [InlineData("2025", "rules-2025.homograph+sample+tpdm", "7854c3cede5cb64a25ea55008473b96ef54bfd31d00430fc05ee961ee17a9eb5")]
    [InlineData("2026", "rules-2026.homograph+sample+tpdm", "e07cad3cf420738bbcc5c5c811de30308a598812bb2b1a9a4cef60894245a42a")]
    [InlineData("2025", "both-rules.tpdm", "e26548b2a09b7bc7e59ad6668938d5ae1d44774880ad5f5027546e6002b8e64f")]
    [InlineData("2026", "both-rules.tpdm", "e26548b2a09b7bc7e59ad6668938d5ae1d44774880ad5f5027546e6002b8e64f")]
    public async Task Compile_OfRealExtensions_MergesTheCoreAsDmsDoes(string rules, string golden, string sha256)
    {
        var extensions = golden.Split('.')[1].Split('+')
            .SelectMany(name => new[] { "--extension", RealData.PathOf($"apischema/{name}.json") });

        (await Tool.RunAsync(
            ["compile", "--core", RealData.PathOf("apischema/core-ds51-derived.json"), .. extensions, "--rules", rules, "--to", To])).Ended(0);

        var merged = CanonicalJson.Of(await File.ReadAllBytesAsync(Path.Combine(To, "merged-core.json")));
        Assert.Equal(CanonicalJson.Of(RealData.Read($"apischema/golden/merged-core.{golden}.json")), merged);
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(merged)));
    }

    [DataTheory]
    [InlineData("minimal")]
    [InlineData("ext", "ApiSchema-Sample.json")]
    public async Task Compile_OfRealInputs_HasTheEffectiveSchemaHashOfDms(string folder, params string[] extensions)
    {
        var inputs = RealData.PathOf($"effective-hash/{folder}/inputs");

        (await Tool.RunAsync(
            [
                "compile", "--core", Path.Combine(inputs, "ApiSchema.json"),
                .. extensions.SelectMany(name => new[] { "--extension", Path.Combine(inputs, name) }), "--to", To,
            ])).Ended(0);

        using var expected = JsonDocument.Parse(RealData.Read($"effective-hash/{folder}/effective-schema.manifest.json"));
        using var manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(To, "manifest.json")));
        Assert.Equal(expected.RootElement.Text("effective_schema_hash"), manifest.RootElement.Text("effectiveSchemaHash"));
    }

    private IEnumerable<string> PartFiles()
    {
        var parts = Path.Combine(To, "parts");
        return Directory.EnumerateFiles(parts, "*.json", SearchOption.AllDirectories)
            .Select(path => Path.ChangeExtension(Path.GetRelativePath(parts, path), null)).Order(StringComparer.Ordinal);
    }
}
