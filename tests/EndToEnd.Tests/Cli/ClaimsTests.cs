using EndToEnd.Tests.Support;
using Testing;

namespace EndToEnd.Tests.Cli;

public sealed class ClaimsTests(SidecarFixture sidecar) : IClassFixture<SidecarFixture>
{
    [Fact]
    public async Task Upload_ClaimsAndAFragment_ArePublishedAndCanBeViewed()
    {
        var upload = (await sidecar.RunAsync("claims", "upload", Samples.Claims, "--fragment", Samples.ArtsClaims, "--reason", "art")).Ended(0);

        Assert.Contains("is published", upload.Output, StringComparison.Ordinal);
        var all = (await sidecar.RunAsync("claims", "view")).Ended(0).Output.Split('\n');
        Assert.Matches("^CLAIM SET +CLAIMS +AUTHORIZATIONS$", all[0]);
        Assert.Contains(all, line => System.Text.RegularExpressions.Regex.IsMatch(line, "^RosterReader +8 +\\d+$"));
        var one = (await sidecar.RunAsync("claims", "view", "--claim-set", "artteacher")).Ended(0).Output;
        Assert.Matches("http://ed-fi.org/identity/claims/ed-fi/student +Read +RelationshipsWithEdOrgsAndPeople", one);
    }

    [Fact]
    public async Task View_AsJson_IsWhatCompileWrites()
    {
        (await sidecar.RunAsync("claims", "upload", Samples.Claims)).Ended(0);
        (await Tool.RunAsync("claims", "compile", Samples.Claims, "--to", sidecar["metadata.json"])).Ended(0);

        var view = (await sidecar.RunAsync("claims", "view", "-o", "json")).Ended(0);

        Assert.Equal(await File.ReadAllTextAsync(sidecar["metadata.json"]), view.Output.Trim());
    }

    [Fact]
    public async Task View_OfNobody_SaysWhatThereIs()
    {
        (await sidecar.RunAsync("claims", "upload", Samples.Claims)).Ended(0);

        var claimSet = (await sidecar.RunAsync("claims", "view", "--claim-set", "Nobody")).Ended(1);
        var tenant = (await sidecar.RunAsync("claims", "view", "--tenant", "north")).Ended(1);

        Assert.Contains("There is no claim set 'Nobody'", claimSet.Error, StringComparison.Ordinal);
        Assert.Contains("The claims know no tenants", tenant.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refresh_WhereClaimsComeByUpload_IsRefused()
    {
        var refresh = (await sidecar.RunAsync("claims", "refresh")).Ended(1);

        Assert.Contains("Claims:Source is Upload", refresh.Error, StringComparison.Ordinal);
    }

    [DataTheory]
    [InlineData("2025-11.claims.json", "2025-11.authorization-metadata.json")]
    [InlineData("ds52.claims.json", "ds52.authorization-metadata.json")]
    public async Task Compile_RealClaims_IsWhatTheConfigurationServiceAnswers(string claims, string answer)
    {
        (await Tool.RunAsync("claims", "compile", RealData.PathOf($"claims/{claims}"), "--to", sidecar[claims])).Ended(0);

        Assert.Equal(
            CanonicalJson.Of(RealData.Read($"claims/{answer}")), CanonicalJson.Of(await File.ReadAllBytesAsync(sidecar[claims])));
    }

    [Fact]
    public async Task Compile_FragmentThatFitsNowhere_NamesItAndWritesNothing()
    {
        var fragment = sidecar.Write("stray.json", """{"name":"A","resourceClaims":[{"name":"ed-fi/spaceships"}]}"""u8);

        var compile = (await Tool.RunAsync("claims", "compile", Samples.Claims, "--fragment", fragment, "--to", sidecar["none.json"])).Ended(1);

        Assert.Contains("error: stray.json#", compile.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(sidecar["none.json"]));
    }
}
