using ConfigurationService;
using Testing;

namespace SchemaClaimsSidecar.Tests.Claims.Sources.Cms;

public class ClientCredentialsTests
{
    private readonly ManualTimeProvider _time = new();

    [Theory]
    [InlineData(3600, 3540)]
    [InlineData(300, 270)]
    public async Task Token_BeforeItExpires_IsRenewed(int life, int usedFor)
    {
        await using var rig = await CmsRig.StartAsync(_time);
        rig.Service.Clock = _time;
        rig.Service.TokenLife = TimeSpan.FromSeconds(life);

        await AssertUsedForAsync(rig, TimeSpan.FromSeconds(usedFor));
    }

    [Theory]
    [InlineData(null, 1740)]
    [InlineData("0", 1740)]
    [InlineData("-5", 1740)]
    [InlineData("\"soon\"", 1740)]
    [InlineData("null", 1740)]
    [InlineData("\"600\"", 540)]
    [InlineData("600.5", 540.5)]
    [InlineData("1e300", 86340)]
    public async Task Token_WithALifeInThisForm_IsUsedForAsLong(string? expiresIn, double usedFor)
    {
        await using var rig = await CmsRig.StartAsync(_time);
        rig.Service.ExpiresIn = _ => expiresIn;

        await AssertUsedForAsync(rig, TimeSpan.FromSeconds(usedFor));
    }

    [Theory]
    [InlineData(-24)]
    [InlineData(24)]
    public async Task Token_OfAServiceWhoseClockDiffers_IsUsedForItsLifeByOurs(int hours)
    {
        await using var rig = await CmsRig.StartAsync(_time);
        var clock = new ManualTimeProvider();
        clock.Advance(_time.GetUtcNow().AddHours(hours) - clock.GetUtcNow());
        rig.Service.Clock = clock;
        rig.Service.TokenLife = TimeSpan.FromHours(1);

        await AssertUsedForAsync(rig, TimeSpan.FromMinutes(59));
    }

    [Fact]
    public async Task Token_RefusedBeforeItsTime_IsReplacedOnce()
    {
        await using var rig = await CmsRig.StartAsync();
        await rig.FetchAsync();
        rig.Service.RevokeTokens();

        await rig.FetchAsync();

        Assert.Equal(2, rig.Calls(Endpoint.Token));
        Assert.Equal(3, rig.Calls(Endpoint.Metadata));
        Assert.Contains(rig.Log.Entries, entry => entry.StartsWith("4104 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Token_RefusedAgain_FailsAndSaysWhatToCheck()
    {
        await using var rig = await CmsRig.StartAsync();
        rig.Service.Fail(Endpoint.Metadata, Faults.Status(401));

        var message = await rig.FailAsync();

        Assert.Equal(
            $"GET {rig.Service.Url}v3/authorizationMetadata answered 401 Unauthorized. "
            + "Check Claims:Cms:ClientId, the client's secret and Claims:Cms:Scope.",
            message);
        Assert.Equal(2, rig.Calls(Endpoint.Metadata));
    }

    [Fact]
    public async Task SignIn_WithAWrongSecret_FailsWithoutARetryAndSaysWhatToCheck()
    {
        await using var rig = await CmsRig.StartAsync();
        rig.Options.ClientSecret = "not-the-secret";

        var message = await rig.FailAsync();

        Assert.StartsWith($"POST {rig.Service.Url}connect/token answered 401 Unauthorized. Check ", message, StringComparison.Ordinal);
        Assert.Equal(1, rig.Calls(Endpoint.Token));
    }

    [Fact]
    public async Task SignIn_ForAScopeThatTheClientMayNotHave_SaysWhatToCheck()
    {
        await using var rig = await CmsRig.StartAsync();
        rig.Options.Scope = "edfi_admin_api/other";

        Assert.Contains("connect/token answered 400 Bad Request. Check ", await rig.FailAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_WithAScopeThatDoesNotAllowIt_SaysWhatToCheck()
    {
        await using var rig = await CmsRig.StartAsync();
        rig.Service.Scopes = new HashSet<string> { "edfi_admin_api/other" };
        rig.Options.Scope = "edfi_admin_api/other";

        Assert.Contains("answered 403 Forbidden. Check Claims:Cms:Scope", await rig.FailAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_WithASecretFromAFile_ReadsItForEveryToken()
    {
        using var folder = new TemporaryFolder();
        await using var rig = await CmsRig.StartAsync();
        rig.Options.ClientSecret = null;
        rig.Options.ClientSecretFile = folder["secret"];
        Assert.Contains("Claims:Cms:ClientSecretFile, cannot be read: ", await rig.FailAsync(), StringComparison.Ordinal);

        File.WriteAllText(folder["secret"], rig.Service.ClientSecret + "\n");
        await rig.FetchAsync();
        rig.Service.ClientSecret = "another";
        rig.Service.RevokeTokens();
        File.WriteAllText(folder["secret"], "another");
        await rig.FetchAsync();

        Assert.Equal(2, rig.Calls(Endpoint.Token));
    }

    [Theory]
    [InlineData("""{"access_token":7}""")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("""{"access_token":"has\r\nlines"}""")]
    [InlineData("""{"access_token":"\ud800"}""")]
    [InlineData("""{"token":"leaked-token"}""")]
    [InlineData("""["leaked-token"]""")]
    [InlineData("leaked-token")]
    public async Task SignIn_AnAnswerWithoutAToken_FailsAndDoesNotQuoteIt(string answer)
    {
        await using var rig = await CmsRig.StartAsync();
        rig.Service.Fail(Endpoint.Token, Faults.Body(answer));

        var failure = await Assert.ThrowsAsync<SchemaClaimsSidecar.Claims.Sources.ClaimsSourceException>(rig.FetchAsync);

        Assert.Contains("connect/token answered JSON without a usable 'access_token'", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("leaked", failure + rig.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_WhateverHappens_AreNeverShown()
    {
        await using var rig = await CmsRig.StartAsync();
        var shown = new List<string>();
        Fault[] faults = [Faults.Status(500), Faults.HalfBody(), Faults.Html(), Faults.Status(401), Faults.Body("[{}]")];
        foreach (var endpoint in (Endpoint[])[Endpoint.Token, Endpoint.Metadata])
        {
            foreach (var fault in faults)
            {
                rig.Service.RevokeTokens();
                rig.Service.Fail(endpoint, fault);
                shown.Add((await Record.ExceptionAsync(rig.FetchAsync))!.ToString());
                rig.Service.Repair();
            }
        }

        await rig.Service.StopAsync();
        shown.Add((await Record.ExceptionAsync(rig.FetchAsync))!.ToString());

        Assert.NotEmpty(rig.Log.Entries);
        Assert.All([rig.Shown, .. shown], text =>
        {
            Assert.DoesNotContain(rig.Service.ClientSecret, text, StringComparison.Ordinal);
            Assert.DoesNotContain("secret-token", text, StringComparison.Ordinal);
        });
    }

    private async Task AssertUsedForAsync(CmsRig rig, TimeSpan usedFor)
    {
        await rig.FetchAsync();
        _time.Advance(usedFor - TimeSpan.FromMilliseconds(1));
        await rig.FetchAsync();
        Assert.Equal(1, rig.Calls(Endpoint.Token));

        _time.Advance(TimeSpan.FromMilliseconds(1));
        await rig.FetchAsync();
        Assert.Equal(2, rig.Calls(Endpoint.Token));
        Assert.Equal(3, rig.Calls(Endpoint.Metadata));
    }
}
