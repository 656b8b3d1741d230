using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Claims.Metadata;
using SchemaClaimsSidecar.Claims.Sources;
using SchemaClaimsSidecar.Claims.Sources.Files;
using Testing;

namespace SchemaClaimsSidecar.Tests.Claims.Sources.Files;

public sealed class FileClaimsSourceTests : IDisposable
{
    private const int Versions = 100;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Fetch_ADocument_AnswersWhatItCompilesTo()
    {
        File.WriteAllText(_folder["claims.json"], TestClaims.Text("SISVendor"));

        var answer = await Source().FetchAsync(CancellationToken.None);

        var claimSet = Assert.Single(AnswerAssert.WithoutTenants(answer));
        Assert.Equal("SISVendor", claimSet.Name);
        Assert.Single(claimSet.Claims);
        Assert.Equal(["claims claims.json"], answer.Inputs.Select(input => $"{input.Role} {input.Name}"));
        Assert.Equal(File.ReadAllBytes(_folder["claims.json"]), Assert.Single(answer.Documents).Content.ToArray());
    }

    [Fact]
    public async Task Fetch_WithFragments_AppliesThemInOrdinalOrderAndNothingElseInTheFolder()
    {
        File.WriteAllText(_folder["base-claimset.json"], TestClaims.Text("SISVendor"));
        File.WriteAllText(_folder["b-claimset.json"], TestClaims.Fragment("Other", "Second"));
        File.WriteAllText(_folder["B-claimset.json"], TestClaims.Fragment("Other", "First"));
        File.WriteAllText(_folder["notes.json"], "not claims");
        Directory.CreateDirectory(_folder["..data"]);
        File.WriteAllText(Path.Combine(_folder["..data"], "z-claimset.json"), "not claims either");

        var answer = await Source("base-claimset.json", fragments: ".").FetchAsync(CancellationToken.None);

        Assert.Equal(
            ["claims base-claimset.json", "fragment B-claimset.json", "fragment b-claimset.json"],
            answer.Inputs.Select(input => $"{input.Role} {input.Name}"));
        Assert.Equal(answer.Inputs.Select(input => input.Name), answer.Documents.Select(document => document.Name));
        Assert.Contains(answer.Warnings, warning => (warning.Document, warning.Rule) == ("b-claimset.json", "fragment-entry-ignored"));
    }

    [DataFact]
    public async Task Fetch_RealDocument_EqualsTheGolden()
    {
        File.Copy(RealData.PathOf("claims/ds52.claims.json"), _folder["claims.json"]);

        var answer = await Source().FetchAsync(CancellationToken.None);

        var golden = JsonNode.Parse(RealData.Read("claims/ds52.authorization-metadata.json"));
        Assert.True(JsonNode.DeepEquals(golden, JsonNode.Parse(MetadataWriter.Write(AnswerAssert.WithoutTenants(answer)).Span)));
    }

    [Fact]
    public async Task Fetch_BadDocument_NamesDocumentPointerAndRule()
    {
        File.WriteAllText(_folder["claims.json"], """{"claimSets":[{}],"claimsHierarchy":[]}""");

        var failure = await Assert.ThrowsAsync<ClaimsSourceException>(() => Source().FetchAsync(CancellationToken.None));

        Assert.StartsWith("claims.json at /claimSets/0: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("(required)", failure.Message, StringComparison.Ordinal);
        Assert.Contains(failure.Problems, problem => (problem.Pointer, problem.Rule) == ("/claimSets/0", "required"));
    }

    [Fact]
    public async Task Fetch_BadFragment_NamesIt()
    {
        File.WriteAllText(_folder["claims.json"], TestClaims.Text("SISVendor"));
        File.WriteAllText(_folder["1-claimset.json"], "{");

        var failure = await Assert.ThrowsAsync<ClaimsSourceException>(() => Source(fragments: ".").FetchAsync(CancellationToken.None));

        Assert.StartsWith("1-claimset.json: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_MissingDocument_SaysSo() =>
        await AssertFailsAsync(Source(), $"The claims document '{_folder["claims.json"]}' does not exist.");

    [Fact]
    public async Task Fetch_DirectoryInPlaceOfTheDocument_SaysSo()
    {
        Directory.CreateDirectory(_folder["claims.json"]);

        await AssertFailsAsync(Source(), "claims.json' is a directory; name a file.");
    }

    [Fact]
    public async Task Fetch_LinkToNowhere_SaysThatTheDocumentDoesNotExist()
    {
        File.CreateSymbolicLink(_folder["claims.json"], _folder["nowhere"]);

        await AssertFailsAsync(Source(), "does not exist.");
    }

    [Fact]
    public async Task Fetch_LinkToItself_SaysThatTheDocumentCannotBeRead()
    {
        File.CreateSymbolicLink(_folder["claims.json"], _folder["claims.json"]);

        await AssertFailsAsync(Source(), "claims.json' cannot be read: ");
    }

    [Fact]
    public async Task Fetch_DocumentWithoutAnEnd_StopsAtTheLimit()
    {
        File.CreateSymbolicLink(_folder["claims.json"], "/dev/zero");

        await AssertFailsAsync(Source(), "has more than 67108864 bytes");
    }

    [Fact]
    public async Task Fetch_MissingFolderOfFragments_SaysSo()
    {
        File.WriteAllText(_folder["claims.json"], TestClaims.Text("SISVendor"));

        await AssertFailsAsync(Source(fragments: "nowhere"), "Claims:File:Fragments, cannot be listed: ");
    }

    [Fact]
    public async Task Fetch_WhileTheFilesAreReplaced_NeverMixesTwoVersions()
    {
        var mount = new MountedConfigMap(_folder.Path);
        Mount(0);
        var source = Source(fragments: ".");
        using var done = new CancellationTokenSource();
        var replacing = Task.Run(() =>
        {
            for (var version = 1; version <= Versions; version++)
                Mount(version);
            done.Cancel();
        });

        while (!done.IsCancellationRequested)
        {
            if (await Record.ExceptionAsync(async () => AssertOneVersion(await source.FetchAsync(CancellationToken.None))) is { } failure)
                Assert.Contains("change while they are read", Assert.IsType<ClaimsSourceException>(failure).Message, StringComparison.Ordinal);
        }

        await replacing;
        AssertOneVersion(await source.FetchAsync(CancellationToken.None));

        void Mount(int version) => mount.Mount(
            ("claims.json", TestClaims.Text($"v{version}")),
            ("1-claimset.json", TestClaims.Fragment($"v{version}", $"Strategy{version}")),
            ("2-claimset.json", TestClaims.Fragment($"v{version}", $"Strategy{version}")));
    }

    private static void AssertOneVersion(ClaimsAnswer answer)
    {
        var text = string.Concat(answer.Documents.Select(document => Encoding.UTF8.GetString(document.Content.Span)));
        Assert.Single(Regex.Matches(text, "\"(v[0-9]+)\"").Select(match => match.Groups[1].Value).Distinct());
    }

    private static async Task AssertFailsAsync(FileClaimsSource source, string message)
    {
        var failure = await Assert.ThrowsAsync<ClaimsSourceException>(() => source.FetchAsync(CancellationToken.None));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    private FileClaimsSource Source(string document = "claims.json", string? fragments = null) => new(
        Options.Create(new FileClaimsOptions
        {
            Document = _folder[document],
            Fragments = fragments is null ? null : _folder[fragments],
        }),
        TimeProvider.System);
}
