using Dms.Client.Claims;
using Dms.Client.Snapshots;
using Dms.Client.Tests.Claims;
using Dms.Client.Tests.Support;
using SchemaClaims.Contracts;
using Testing;

namespace Dms.Client.Tests.Snapshots;

public class SnapshotClaimsBuilderTests
{
    private const int Tenants = 100;

    private static readonly Part Shared = Metadata.Part(
        PartNames.SharedClaims, Metadata.ClaimSet("Big", ("a", "Read=A,B"), ("b", "Create=A")), Metadata.ClaimSet("Small", ("a", "Read=A")));

    [Fact]
    public void Tenants_WithSharedClaimSets_ShareTheirObjects()
    {
        var claims = Build(Shared, ManyTenants(number => [Metadata.ClaimSet("Own", ("a", $"Read=T{number}")), Metadata.Reference("Big")]));
        var first = claims.ForTenant("t0")!;

        for (var number = 1; number < Tenants; number++)
        {
            var other = claims.ForTenant($"t{number}")!;
            Assert.NotSame(first, other);
            Assert.Same(first.FindClaimSet("Big").ByClaim, other.FindClaimSet("Big").ByClaim);
            Assert.Same(first.Decide("Big", "a", ResourceAction.Read), other.Decide("Big", "a", ResourceAction.Read));
            Assert.Same(first.Decide("x", "a", ResourceAction.Read), other.Decide("y", "a", ResourceAction.Read));
            Assert.Same(first.ToClaimSets()[1], other.ToClaimSets()[1]);
            Assert.Equal<string>([$"T{number}"], other.Decide("Own", "a", ResourceAction.Read).Strategies);
        }
    }

    [Fact]
    public void Tenants_WithEqualBytes_ShareEverything()
    {
        var claims = Build(Shared, ManyTenants(_ => [Metadata.Reference("Small")]));

        Assert.All(claims.Tenants, tenant => Assert.Same(claims.ForTenant("t0"), claims.ForTenant(tenant)));
    }

    [Fact]
    public void Strategies_EqualInDifferentParts_AreOneArray()
    {
        var claims = Build(
            Metadata.Part(PartNames.ClaimsOf("x"), Metadata.ClaimSet("Set", ("a", "Read=A,B"))),
            Metadata.Part(PartNames.ClaimsOf("y"), Metadata.ClaimSet("Other", ("b", "Create=A,B"))));

        Assert.True(
            claims.Decide("x", "Set", "a", ResourceAction.Read).Strategies == claims.Decide("y", "Other", "b", ResourceAction.Create).Strategies);
        Assert.True(claims.ToClaimSets("x")[0].ResourceClaims[0].Strategies == claims.ToClaimSets("y")[0].ResourceClaims[0].Strategies);
    }

    [DataFact]
    public void Tenants_OverRealClaims_CostLittleEach()
    {
        var names = ClaimsMetadata.Read(RealClaims()).ClaimSetNames.ToArray();
        var shared = Part.Of(PartNames.SharedClaims, RealClaims());
        Part TenantPart(int number) => Metadata.Part(
            PartNames.ClaimsOf($"t{number}"),
            [.. names.Select(Metadata.Reference), Metadata.ClaimSet($"Own{number}", ("http://ed-fi.org/identity/claims/ed-fi/school", "Read=A"))]);

        var one = AllocatedBy(shared, TenantPart(0));
        var many = AllocatedBy([shared, .. Enumerable.Range(0, Tenants).Select(TenantPart)]);

        Assert.True((many - one) / (Tenants - 1) < one / 20, $"One tenant took {one:N0} bytes to build, {Tenants} took {many:N0}.");
    }

    [Fact]
    public void Build_OneTenantChanged_KeepsTheObjectsOfTheOthers()
    {
        var first = Snapshot(1, null, Shared, Tenant("x", Metadata.Reference("Big")), Tenant("y", Metadata.ClaimSet("Own", ("a", "Read=1"))));
        var second = Snapshot(2, first, Shared, Tenant("x", Metadata.Reference("Big")), Tenant("y", Metadata.ClaimSet("Own", ("a", "Read=2"))));

        Assert.Same(first.Claims.ForTenant("x"), second.Claims.ForTenant("x"));
        Assert.NotSame(first.Claims.ForTenant("y"), second.Claims.ForTenant("y"));
        Assert.Equal<string>(["2"], second.Claims.Decide("y", "Own", "a", ResourceAction.Read).Strategies);
        Assert.Equal<string>(["1"], first.Claims.Decide("y", "Own", "a", ResourceAction.Read).Strategies);
    }

    [Fact]
    public void Build_SharedClaimSetChanged_ChangesEveryTenantThatRefersToIt()
    {
        var first = Snapshot(1, null, Shared, Tenant("x", Metadata.Reference("Small")));
        var second = Snapshot(
            2, first, Metadata.Part(PartNames.SharedClaims, Metadata.ClaimSet("Small", ("a", "Read=Z"))), Tenant("x", Metadata.Reference("Small")));

        Assert.Equal<string>(["Z"], second.Claims.Decide("x", "Small", "a", ResourceAction.Read).Strategies);
        Assert.Equal<string>(["A"], first.Claims.Decide("x", "Small", "a", ResourceAction.Read).Strategies);
    }

    [Fact]
    public void Build_ResourceClaimNeverSeenBefore_DecidesForAllAnew()
    {
        var first = Snapshot(1, null, Shared, Tenant("x", Metadata.Reference("Big")), Tenant("y", Metadata.ClaimSet("Own", ("b", "Read=1"))));
        var second = Snapshot(2, first, Shared, Tenant("x", Metadata.Reference("Big")), Tenant("y", Metadata.ClaimSet("Own", ("new", "Read=2"))));
        var third = Snapshot(3, second, Shared, Tenant("x", Metadata.Reference("Big")), Tenant("y", Metadata.ClaimSet("Own", ("b", "Read=3"))));

        Assert.True(second.Claims.Decide("y", "Own", "new", ResourceAction.Read).IsGranted);
        Assert.Equal(ClaimOutcome.ResourceNotCovered, second.Claims.Decide("x", "Big", "new", ResourceAction.Read).Outcome);
        Assert.Equal(ClaimOutcome.ResourceNotCovered, third.Claims.Decide("y", "Own", "new", ResourceAction.Read).Outcome);
        Assert.Same(second.Claims.ForTenant("x"), third.Claims.ForTenant("x"));
        foreach (var snapshot in new[] { first, second, third })
            Assert.Equal<string>(["A", "B"], snapshot.Claims.Decide("x", "Big", "a", ResourceAction.Read).Strategies);
    }

    [Fact]
    public void Build_NothingChanged_KeepsAll()
    {
        var first = Snapshot(1, null, Shared, Tenant("x", Metadata.Reference("Big")));
        var second = Snapshot(2, first.RefusingClaims(), [Shared, Tenant("x", Metadata.Reference("Big")), .. TestReleases.SmallParts()]);

        Assert.Same(first.Claims, second.Claims);
    }

    [Fact]
    public void Build_TenantGone_IsUnknown()
    {
        var first = Snapshot(1, null, Shared, Tenant("x", Metadata.Reference("Big")), Tenant("y", Metadata.Reference("Big")));
        var second = Snapshot(2, first, Shared, Tenant("x", Metadata.Reference("Big")));

        Assert.Equal(ClaimOutcome.NoSuchTenant, second.Claims.Decide("y", "Big", "a", ResourceAction.Read).Outcome);
    }

    [Fact]
    public void Build_ReferenceTwice_IsAmbiguousAsInDms() => Assert.Equal(
        ClaimOutcome.AmbiguousClaimSet,
        Build(Shared, Tenant("x", Metadata.Reference("Big"), Metadata.Reference("Big"))).Decide("x", "Big", "a", ResourceAction.Read).Outcome);

    [Fact]
    public void Build_ReferenceToNothing_IsRefused() => AssertRefused("claims/x", "'Missing'", Shared, Tenant("x", Metadata.Reference("Missing")));

    [Fact]
    public void Build_ReferenceWithoutSharedPart_IsRefused() => AssertRefused("claims/x", "claims-shared", Tenant("x", Metadata.Reference("Big")));

    [Fact]
    public void Build_ReferenceOfOtherCase_IsRefused() => AssertRefused("claims/x", "'BIG'", Shared, Tenant("x", Metadata.Reference("BIG")));

    [Fact]
    public void Build_ReferenceWithinTheSharedPart_IsRefused() =>
        AssertRefused("claims-shared", "'claims'", Metadata.Part(PartNames.SharedClaims, Metadata.Reference("Big")));

    [Fact]
    public void Build_ReferenceWithoutTenants_IsRefused() =>
        AssertRefused("claims", "'claims'", Metadata.Part(PartNames.Claims, Metadata.Reference("Big")));

    [Fact]
    public void Build_SharedNameTwice_IsRefused() => AssertRefused(
        "claims-shared", "twice", Metadata.Part(PartNames.SharedClaims, Metadata.ClaimSet("Big", ("a", "Read=A")), Metadata.ClaimSet("Big")));

    [Fact]
    public void Build_ClaimsOfNoTenantBesidesTenants_IsRefused() =>
        AssertRefused("claims/x", "part 'claims'", Metadata.Part(PartNames.Claims), Tenant("x"));

    [Fact]
    public void Build_TenantsEqualButForCase_IsRefused() => AssertRefused("claims/x", "but for case", Tenant("X"), Tenant("x"));

    private static void AssertRefused(string part, string expected, params Part[] parts)
    {
        var refused = Assert.Throws<PartInvalidException>(() => Build(parts));
        Assert.Contains($"Part '{part}' ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    private static Part Tenant(string name, params string[] claimSets) => Metadata.Part(PartNames.ClaimsOf(name), claimSets);

    private static Part[] ManyTenants(Func<int, string[]> claimSets) =>
        [.. Enumerable.Range(0, Tenants).Select(number => Tenant($"t{number}", claimSets(number)))];

    private static SnapshotClaims Build(Part shared, Part[] tenants) => Build([shared, .. tenants]);

    private static SnapshotClaims Build(params Part[] parts) => Snapshot(1, null, parts).Claims;

    private static DmsSnapshot Snapshot(long generation, DmsSnapshot? running, params Part[] parts) =>
        TestReleases.Snapshot(TestReleases.Publish(parts, generation), running);

    private static byte[] RealClaims() => RealData.Read("claims/2025-11.authorization-metadata.json");

    private static long AllocatedBy(params Part[] parts)
    {
        var release = TestReleases.Publish(parts);
        TestReleases.Snapshot(release);
        var before = GC.GetAllocatedBytesForCurrentThread();
        TestReleases.Snapshot(release);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
