using System.Text.Json.Nodes;
using ConfigurationService;
using SchemaClaimsSidecar.Claims.Metadata;
using SchemaClaimsSidecar.Claims.Sources.Cms;
using Testing;

namespace SchemaClaimsSidecar.Tests.Claims.Sources.Cms;

public class CmsClaimsSourceTests
{
    [Fact]
    public async Task Fetch_AServiceWithoutTenants_AnswersItsClaimSets()
    {
        await using var rig = await CmsRig.StartAsync();

        var answer = await rig.FetchAsync();

        Assert.Equal("SISVendor", Assert.Single(AnswerAssert.WithoutTenants(answer)).Name);
        Assert.Empty(answer.Inputs);
        Assert.Equal([null], rig.Service.Calls.All.Select(call => call.Tenant).Distinct());
        Assert.Equal(0, rig.Calls(Endpoint.Tenants));
    }

    [DataTheory]
    [InlineData("2025-11", CmsApiVersion.V2025, "/authorizationMetadata")]
    [InlineData("ds52", CmsApiVersion.V3, "/v3/authorizationMetadata")]
    public async Task Fetch_RealClaims_EqualTheGolden(string document, object version, string path)
    {
        await using var rig = await CmsRig.StartAsync();
        rig.Options.ApiVersion = (CmsApiVersion)version;
        rig.Service.Serve(RealData.Read($"claims/{document}.claims.json"));

        var answer = await rig.FetchAsync();

        var golden = JsonNode.Parse(RealData.Read($"claims/{document}.authorization-metadata.json"));
        Assert.True(JsonNode.DeepEquals(golden, JsonNode.Parse(MetadataWriter.Write(AnswerAssert.WithoutTenants(answer)).Span)));
        Assert.Equal(["/connect/token", path], rig.Service.Calls.All.Select(call => call.Path));
    }

    [Fact]
    public async Task Fetch_TheServiceIsChanged_AnswersWhatHoldsNow()
    {
        await using var rig = await CmsRig.StartAsync();
        await rig.FetchAsync();

        rig.Service.Serve(TestClaims.Document("AssessmentVendor"));

        Assert.Equal("AssessmentVendor", Assert.Single(AnswerAssert.WithoutTenants(await rig.FetchAsync())).Name);
        Assert.Equal(2, rig.Calls(Endpoint.Metadata));
    }

    [Fact]
    public async Task Fetch_AMisspeltStrategy_IsTakenWithAWarning()
    {
        await using var rig = await CmsRig.StartAsync();
        rig.Service.Answer("""
            [{"claimSetName":"A","claims":[{"name":"x","authorizationId":1}],
              "authorizations":[{"id":1,"actions":[{"name":"Read","authorizationStrategies":[{"name":"NamespaceBase"}]}]}]}]
            """u8.ToArray());

        Assert.Equal("unknown-strategy", Assert.Single((await rig.FetchAsync()).Warnings).Rule);
    }

    [Fact]
    public async Task Fetch_Cancelled_EndsThoughTheServiceIsSilent()
    {
        await using var rig = await CmsRig.StartAsync();
        var gate = rig.Service.Hold(Endpoint.Metadata);
        using var cancel = new CancellationTokenSource();
        var fetch = rig.Source.FetchAsync(cancel.Token);
        await Eventually.IsTrueAsync(() => gate.Arrived == 1);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch.WaitAsync(CmsRig.Limit));
        Assert.Equal(1, rig.Calls(Endpoint.Metadata));
    }

    [Fact]
    public async Task Wait_ForAServiceThatTellsNobody_EndsOnlyWhenCancelled()
    {
        await using var rig = await CmsRig.StartAsync();
        using var cancel = new CancellationTokenSource();
        var waiting = rig.Source.WaitForChangeAsync(cancel.Token);
        Assert.False(waiting.IsCompleted);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(CmsRig.Limit));
    }
}
