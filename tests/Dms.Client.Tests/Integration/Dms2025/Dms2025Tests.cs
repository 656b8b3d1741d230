using System.Text.Json.Nodes;
using Dms.Client.Snapshots;
using Dms.Client.Tests.Claims;
using Dms.Client.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using SchemaClaims.Contracts;
using Testing;
using Outcome = SchemaClaims.V1.ReportRequest.Types.Outcome;

namespace Dms.Client.Tests.Integration.Dms2025;

public sealed class Dms2025Tests
{
    private static readonly IReadOnlyList<Part> Schema = TestReleases.SmallParts();

    [Fact]
    public async Task GetAllClaimSets_OfASnapshot_AreTheRowsOfDms()
    {
        await using var dms = await StartAsync();
        await dms.SendAsync(Release(1, "Read=A,B Create=A"));

        var claimSet = Assert.Single(await dms.Get<IClaimSetProvider>().GetAllClaimSets());
        Assert.Equal("Set", claimSet.Name);
        Assert.Equal(
            ["claim Read A,B", "claim Create A"],
            claimSet.ResourceClaims.Select(row => $"{row.Name} {row.Action} {string.Join(',', row.AuthorizationStrategies.Select(one => one.Name))}"));
        Assert.Same(await dms.Get<IClaimSetProvider>().GetAllClaimSets(), await dms.Get<IClaimSetProvider>().GetAllClaimSets());
    }

    [Fact]
    public async Task GetAllClaimSets_AfterTheNextRelease_AreItsOwn()
    {
        await using var dms = await StartAsync();
        await dms.SendAsync(Release(1, "Read=A"));
        await dms.SendAsync(Release(2, "Read=B"));

        var claimSets = await dms.Get<IClaimSetProvider>().GetAllClaimSets();
        Assert.Equal("B", Assert.Single(claimSets[0].ResourceClaims[0].AuthorizationStrategies).Name);
    }

    [Fact]
    public async Task GetAllClaimSets_TooOld_ThrowsAsAFailedFetchDoes()
    {
        await using var dms = await StartAsync();
        await dms.SendAsync(Release(1, "Read=A"));
        dms.PassTheLimit();

        await Assert.ThrowsAsync<InvalidOperationException>(dms.Get<IClaimSetProvider>().GetAllClaimSets);
    }

    [Fact]
    public async Task Providers_BeforeTheFirstSnapshot_Throw()
    {
        await using var dms = await StartAsync();

        await Assert.ThrowsAsync<SnapshotUnavailableException>(() => dms.Get<IClaimSetProvider>().GetAllClaimSets());
        Assert.Throws<SnapshotUnavailableException>(() => dms.Get<IApiSchemaProvider>().GetApiSchemaNodes());
    }

    [Fact]
    public async Task GetApiSchemaNodes_OfACoreWithoutExtensions_AreTheUploadedDocument()
    {
        await using var dms = await StartAsync();
        await dms.SendAsync(TestReleases.Publish(SchemaSplitter.Split(SmallSchema.Core())));

        var nodes = dms.Get<IApiSchemaProvider>().GetApiSchemaNodes();
        Assert.Equal(CanonicalJson.Write(SmallSchema.Core()), CanonicalJson.Write(nodes.CoreApiSchemaRootNode));
        Assert.Empty(nodes.ExtensionApiSchemaRootNodes);
    }

    [Fact]
    public async Task GetApiSchemaNodes_ExtensionOfACoreResource_HasNothingToMergeAgain()
    {
        var extension = SmallSchema.Extension();
        var schools = extension["projectSchema"]!["resourceSchemas"]!["schools"]!.AsObject();
        schools["booleanJsonPaths"] = new JsonArray("$._ext.sample.isOpen");
        schools["documentPathsMapping"] = JsonNode.Parse("""{"Bus":{"isReference":false,"path":"$._ext.sample.bus"}}""");
        schools["jsonSchemaForInsert"] = JsonNode.Parse("""{"properties":{"_ext":{"properties":{"sample":{}}}}}""");
        schools["openApiFragments"] = JsonNode.Parse("""{"resources":{"exts":{"sample":{}}}}""");
        await using var dms = await StartAsync();
        await dms.SendAsync(TestReleases.Publish(SchemaSplitter.Split(SmallSchema.Core(), extension)));

        var served = Assert.Single(dms.Get<IApiSchemaProvider>().GetApiSchemaNodes().ExtensionApiSchemaRootNodes);
        var resources = served["projectSchema"]!["resourceSchemas"]!;
        foreach (var array in new[] { "dateTimeJsonPaths", "booleanJsonPaths", "numericJsonPaths", "equalityConstraints", "arrayUniquenessConstraints" })
            Assert.Empty(resources["schools"]![array]!.AsArray());
        Assert.Empty(resources["schools"]!["documentPathsMapping"]!.AsObject());
        Assert.Empty(resources["schools"]!["jsonSchemaForInsert"]!["properties"]!.AsObject());
        Assert.True((bool)resources["schools"]!["isResourceExtension"]!);
        Assert.NotNull(resources["schools"]!["openApiFragments"]!["resources"]!["exts"]);
        Assert.True(JsonNode.DeepEquals(extension["projectSchema"]!["resourceSchemas"]!["buses"], resources["buses"]));
    }

    [DataFact]
    public async Task GetApiSchemaNodes_OfTheRealSchema_AreTheMergedCoreAndItsExtensions()
    {
        await using var dms = await StartAsync();
        await dms.SendAsync(TestReleases.Publish(RealSchema.Parts()));

        var nodes = dms.Get<IApiSchemaProvider>().GetApiSchemaNodes();
        Assert.Equal(CanonicalJson.Write(RealSchema.Core()), CanonicalJson.Write(nodes.CoreApiSchemaRootNode));
        Assert.Equal(3, nodes.ExtensionApiSchemaRootNodes.Length);
    }

    [Fact]
    public async Task ReloadId_ChangesWithTheSchemaAlone()
    {
        await using var dms = await StartAsync();
        var provider = dms.Get<IApiSchemaProvider>();
        await dms.SendAsync(Release(1, "Read=A"));
        var (id, nodes) = (provider.ReloadId, provider.GetApiSchemaNodes());
        await dms.SendAsync(Release(2, "Read=B"));
        Assert.Equal((id, nodes), (provider.ReloadId, provider.GetApiSchemaNodes()));

        await dms.SendAsync(TestReleases.Publish(TestReleases.SmallParts(core => core["projectSchema"]!["projectVersion"] = "5.3.0"), 3));
        Assert.NotEqual(id, provider.ReloadId);
        Assert.Equal("5.3.0", (string?)provider.GetApiSchemaNodes().CoreApiSchemaRootNode["projectSchema"]!["projectVersion"]);
        Assert.True(provider.IsSchemaValid);
        Assert.Empty(provider.ApiSchemaFailures);
    }

    [Fact]
    public async Task ReloadAndUpload_OfDms_AreRefused()
    {
        await using var dms = await StartAsync();
        var provider = dms.Get<IApiSchemaProvider>();

        Assert.False((await provider.ReloadApiSchemaAsync()).Success);
        Assert.Contains("sidecar", (await provider.LoadApiSchemaFromAsync(new JsonObject(), [])).Failures[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Release_WithoutSchema_IsRejected()
    {
        await using var dms = await StartAsync();
        var report = await dms.SendAsync(TestReleases.Publish([Metadata.Part(PartNames.Claims)]));

        Assert.Equal((Outcome.Rejected, ReportCodes.ProjectionFailed), (report.Outcome, report.Code));
    }

    private static Task<DmsHost> StartAsync() => DmsHost.StartAsync((services, configure) =>
    {
        services.AddSingleton<IClaimSetProvider>(_ => throw new InvalidOperationException("of DMS"));
        services.AddSingleton<IApiSchemaProvider>(_ => throw new InvalidOperationException("of DMS"));
        services.UseSnapshots(configure);
    });

    private static PublishedRelease Release(long generation, string actions) => TestReleases.Publish(
        [.. Schema, Metadata.Part(PartNames.Claims, Metadata.ClaimSet("Set", ("claim", actions)))], generation);
}
