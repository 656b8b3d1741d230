using ConfigurationService;
using Testing;

namespace SchemaClaimsSidecar.Tests.Claims.Sources.Cms;

public class CmsTenantsTests
{
    [Fact]
    public async Task Fetch_ManyTenants_GivesEachItsOwnAndAsksOnceForEach()
    {
        var tenants = Enumerable.Range(1, 40).Select(i => $"tenant{i}").ToArray();
        await using var rig = await CmsRig.StartWithTenantsAsync(tenants);

        AnswerAssert.Tenants(await rig.FetchAsync(), [.. tenants.Select(tenant => $"{tenant}: of-{tenant}")]);

        Assert.All(tenants, tenant => Assert.Equal(1, rig.Service.Calls.Count(Endpoint.Metadata, tenant)));
        Assert.Equal(1, rig.Calls(Endpoint.Tenants));
        Assert.Equal(1, rig.Calls(Endpoint.Token));
        Assert.Equal(tenants.Length + 2, rig.Service.Calls.All.Count);
    }

    [Fact]
    public async Task Fetch_ManyTenants_AsksFourAtOnce()
    {
        await using var rig = await CmsRig.StartWithTenantsAsync([.. Enumerable.Range(1, 12).Select(i => $"tenant{i}")]);
        var gate = rig.Service.Hold(Endpoint.Metadata);
        var fetch = rig.FetchAsync();
        await Eventually.IsTrueAsync(() => gate.Arrived == 4);

        gate.Open();
        await fetch;

        Assert.Equal(4, rig.Service.Calls.MostAtOnce(Endpoint.Metadata));
    }

    [Fact]
    public async Task Fetch_TenantsComeAndGo_AreFollowed()
    {
        await using var rig = await CmsRig.StartWithTenantsAsync("a", "b");
        await rig.FetchAsync();

        rig.Service.Tenants = ["b", "c"];
        rig.Service.Serve(TestClaims.Document("of-c"), "c");

        AnswerAssert.Tenants(await rig.FetchAsync(), "b: of-b", "c: of-c");
    }

    [Fact]
    public async Task Fetch_ListedTenants_AsksForThoseAlone()
    {
        await using var rig = await CmsRig.StartWithTenantsAsync("a", "b", "c");
        rig.Options.Tenants = ["c", "a", "c"];

        AnswerAssert.Tenants(await rig.FetchAsync(), "c: of-c", "a: of-a");

        Assert.Equal(0, rig.Calls(Endpoint.Tenants));
    }

    [Fact]
    public async Task Fetch_NoTenants_IsAnAnswer()
    {
        await using var rig = await CmsRig.StartWithTenantsAsync();

        Assert.Empty((await rig.FetchAsync()).Tenants);
    }

    [Fact]
    public async Task Fetch_TenantsHaveClaimSetsAlike_HoldsOneOfEach()
    {
        await using var rig = await CmsRig.StartAsync();
        rig.Options.MultiTenancy = true;
        rig.Service.Tenants = ["a", "b"];

        var answer = await rig.FetchAsync();

        Assert.Same(answer.Tenants[0].ClaimSets![0], answer.Tenants[1].ClaimSets![0]);
    }

    [Fact]
    public async Task Fetch_OneTenantFails_TheOthersGoOn()
    {
        await using var rig = await CmsRig.StartWithTenantsAsync("a", "b", "c");
        rig.Service.Fail(Endpoint.Metadata, Faults.Status(404), tenant: "b");
        rig.Service.Answer("""[{"claimSetName":""}]"""u8.ToArray(), "c");

        var answer = await rig.FetchAsync();

        AnswerAssert.Tenants(answer, "a: of-a", "b: !", "c: !");
        Assert.Contains("answered 404 Not Found", answer.Tenants[1].Failure, StringComparison.Ordinal);
        Assert.Contains("of tenant 'c' at /0/claimSetName: ", answer.Tenants[2].Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_EveryTenantFails_IsAFailure()
    {
        await using var rig = await CmsRig.StartWithTenantsAsync("a", "b");
        rig.Service.Fail(Endpoint.Metadata, Faults.Status(404));

        var message = await rig.FailAsync();

        Assert.StartsWith("The claims of none of 2 tenants could be had. 'a': ", message, StringComparison.Ordinal);
        Assert.Contains("404 Not Found", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("two words", "letters, digits")]
    [InlineData("../up", "letters, digits")]
    [InlineData("TENANT", "differs from that of 'tenant' only by case")]
    public async Task Fetch_ANameThatCannotBePublished_FailsThatTenantAlone(string name, string reason)
    {
        await using var rig = await CmsRig.StartWithTenantsAsync("tenant", name, "other");

        var answer = await rig.FetchAsync();

        AnswerAssert.Tenants(answer, "tenant: of-tenant", $"{name}: !", "other: of-other");
        Assert.Contains(reason, answer.Tenants[1].Failure, StringComparison.Ordinal);
        Assert.DoesNotContain(rig.Service.Calls.All, call => call.Tenant == name);
    }

    [Theory]
    [InlineData("""[{"id":7,"name":"a","extra":{}},{"name":"a"}]""", "a: of-a")]
    [InlineData("""{"tenants":[]}""", null)]
    [InlineData("""[{"id":7}]""", null)]
    [InlineData("""["a"]""", null)]
    [InlineData("""[{"name":"a"}""", null)]
    public async Task Fetch_TenantsInThisForm_AreReadOrRefusedByPlace(string tenants, string? expected)
    {
        await using var rig = await CmsRig.StartWithTenantsAsync("a");
        rig.Service.Fail(Endpoint.Tenants, Faults.Body(tenants));

        if (expected is not null)
            AnswerAssert.Tenants(await rig.FetchAsync(), expected);
        else
            Assert.StartsWith($"{rig.Service.Url}v3/tenants", await rig.FailAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_TheTokenIsRefusedForEveryTenant_SignsInOnceMoreAndNotForEach()
    {
        await using var rig = await CmsRig.StartWithTenantsAsync([.. Enumerable.Range(1, 20).Select(i => $"tenant{i}")]);
        rig.Service.Fail(Endpoint.Metadata, Faults.Status(401));

        Assert.Contains("401 Unauthorized", await rig.FailAsync(), StringComparison.Ordinal);

        Assert.Equal(2, rig.Calls(Endpoint.Token));
    }

    [Fact]
    public async Task Fetch_TheTokensHaveBeenRevoked_SignsInOnceForAllTenants()
    {
        await using var rig = await CmsRig.StartWithTenantsAsync("a", "b", "c", "d", "e");
        rig.Options.Tenants = ["a", "b", "c", "d", "e"];
        await rig.FetchAsync();
        rig.Service.RevokeTokens();
        var gate = rig.Service.Hold(Endpoint.Metadata);
        var fetch = rig.FetchAsync();
        await Eventually.IsTrueAsync(() => gate.Arrived == 4);

        gate.Open();
        var answer = await fetch;

        Assert.All(answer.Tenants, tenant => Assert.True(tenant.IsUsable, tenant.Failure));
        Assert.Equal(2, rig.Calls(Endpoint.Token));
    }

    [Fact]
    public async Task Fetch_NoTokenIsToBeHad_IsOneFailureAndNotOneForEachTenant()
    {
        await using var rig = await CmsRig.StartWithTenantsAsync("a", "b", "c");
        rig.Options.Tenants = ["a", "b", "c"];
        rig.Options.ClientSecret = "not-the-secret";

        Assert.StartsWith("POST ", await rig.FailAsync(), StringComparison.Ordinal);

        Assert.Equal(1, rig.Calls(Endpoint.Token));
    }
}
