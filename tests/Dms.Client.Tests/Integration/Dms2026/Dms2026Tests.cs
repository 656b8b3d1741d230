using Dms.Client.Tests.Claims;
using Dms.Client.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using SchemaClaims.Contracts;
using Outcome = SchemaClaims.V1.ReportRequest.Types.Outcome;

namespace Dms.Client.Tests.Integration.Dms2026;

public sealed class Dms2026Tests
{
    private static readonly Part[] Tenants =
    [
        Metadata.Part(PartNames.SharedClaims, Metadata.ClaimSet("Shared", ("claim", "Read=A"))),
        Metadata.Part(PartNames.ClaimsOf("North"), Metadata.Reference("Shared"), Metadata.ClaimSet("Own", ("claim", "Read=N"))),
        Metadata.Part(PartNames.ClaimsOf("South"), Metadata.Reference("Shared")),
    ];

    [Theory]
    [InlineData("North", "Shared,Own")]
    [InlineData("south", "Shared")]
    [InlineData("West", "")]
    [InlineData(null, "")]
    public async Task GetAllClaimSets_OfATenant_AreItsOwn(string? tenant, string expected)
    {
        await using var dms = await StartAsync("hash");
        await dms.SendAsync(TestReleases.Publish(Tenants));

        Assert.Equal(expected, string.Join(',', (await dms.Get<IClaimSetProvider>().GetAllClaimSets(tenant)).Select(claimSet => claimSet.Name)));
    }

    [Fact]
    public async Task GetAllClaimSets_OfTwoTenants_ShareWhatTheyHaveAlike()
    {
        await using var dms = await StartAsync("hash");
        await dms.SendAsync(TestReleases.Publish(Tenants));
        var provider = dms.Get<IClaimSetProvider>();

        Assert.Same((await provider.GetAllClaimSets("North"))[0], (await provider.GetAllClaimSets("South"))[0]);
    }

    [Fact]
    public async Task GetAllClaimSets_WithoutTenants_AreThose()
    {
        await using var dms = await StartAsync("hash");
        await dms.SendAsync(TestReleases.Publish([Metadata.Part(PartNames.Claims, Metadata.ClaimSet("Set", ("claim", "Read=A")))]));

        Assert.Equal("Set", Assert.Single(await dms.Get<IClaimSetProvider>().GetAllClaimSets()).Name);
    }

    [Fact]
    public async Task GetAllClaimSets_TooOld_ThrowsAsAFailedFetchDoes()
    {
        await using var dms = await StartAsync("hash");
        await dms.SendAsync(TestReleases.Publish(Tenants));
        dms.PassTheLimit();

        await Assert.ThrowsAsync<InvalidOperationException>(() => dms.Get<IClaimSetProvider>().GetAllClaimSets("North"));
    }

    [Theory]
    [InlineData("hash", true, "")]
    [InlineData("other", false, "DMS runs other")]
    [InlineData(null, false, "not built")]
    public async Task Release_OfAnEffectiveSchema_PassesOnlyIfDmsRunsIt(string? hashOfDms, bool applied, string reason)
    {
        await using var dms = await StartAsync(hashOfDms);
        var report = await dms.SendAsync(TestReleases.Publish(Tenants));

        Assert.Equal(applied ? Outcome.Applied : Outcome.Held, report.Outcome);
        Assert.Contains(reason, report.Reason, StringComparison.Ordinal);
    }

    private static Task<DmsHost> StartAsync(string? hash) => DmsHost.StartAsync((services, configure) =>
    {
        services.AddSingleton<IClaimSetProvider>(_ => throw new InvalidOperationException("of DMS"));
        services.AddSingleton<IEffectiveSchemaSetProvider>(new SchemaOfDms(hash));
        services.UseSnapshots(configure);
    });

    private sealed class SchemaOfDms(string? hash) : IEffectiveSchemaSetProvider
    {
        public bool IsInitialized => hash is not null;

        public EffectiveSchemaSet EffectiveSchemaSet =>
            new(new EffectiveSchemaInfo(hash ?? throw new InvalidOperationException("It is not initialized.")));
    }
}
