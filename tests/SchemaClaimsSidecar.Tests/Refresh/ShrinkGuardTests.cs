using SchemaClaimsSidecar.Claims.Metadata;
using SchemaClaimsSidecar.Refresh;
using SchemaClaimsSidecar.Tests.Claims.Metadata;

namespace SchemaClaimsSidecar.Tests.Refresh;

public sealed class ShrinkGuardTests
{
    [Fact]
    public void Check_NothingPublishedYet_LetsAnythingPass() => Assert.Null(ShrinkGuard.Check([], [With(null)]));

    [Fact]
    public void Check_HalfOfTheClaimSetsGone_LetsItPass() =>
        Assert.Null(ShrinkGuard.Check([With(null, "a", "b", "c", "d")], [With(null, "a", "b")]));

    [Fact]
    public void Check_MoreThanHalfGone_NamesThem()
    {
        var held = ShrinkGuard.Check([With(null, "a", "b", "c", "d")], [With(null, "A", "new")]);

        Assert.Equal("3 of 4 claim sets would be gone: b, c, d.", held);
    }

    [Fact]
    public void Check_AllGone_IsHeld() => Assert.NotNull(ShrinkGuard.Check([With(null, "a")], [With(null)]));

    [Fact]
    public void Check_ClaimSetsThatGrantNothingAnyMore_CountAsGone() =>
        Assert.NotNull(ShrinkGuard.Check([With(null, "a")], [ClaimSets.Of(null, ClaimSets.Reading("a", "NamespaceBased"))]));

    [Fact]
    public void Check_OneTenantLosesMost_NamesTheTenant() => Assert.Equal(
        "1 of 1 claim sets of tenant 'north' would be gone: b.",
        ShrinkGuard.Check([With("north", "b"), With("south", "a")], [With("North"), With("south", "a")]));

    [Fact]
    public void Check_MostTenantsGone_NamesThem() => Assert.Equal(
        "2 of 3 tenants would be gone: north, west.",
        ShrinkGuard.Check([With("north", "a"), With("south", "a"), With("west", "a")], [With("south", "a")]));

    [Fact]
    public void Check_ATenantOfThreeGone_LetsItPass() =>
        Assert.Null(ShrinkGuard.Check([With("north", "a"), With("south", "a"), With("west", "a")], [With("south", "a"), With("west", "a")]));

    private static TenantClaims With(string? tenant, params string[] claimSets) =>
        ClaimSets.Of(tenant, [.. claimSets.Select(name => ClaimSets.Reading(name, "NamespaceBased", "students"))]);
}
