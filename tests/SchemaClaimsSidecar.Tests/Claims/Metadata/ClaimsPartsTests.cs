using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Claims.Metadata;
using SchemaClaimsSidecar.Snapshots;
using static SchemaClaimsSidecar.Tests.Claims.Metadata.ClaimSets;

namespace SchemaClaimsSidecar.Tests.Claims.Metadata;

public sealed class ClaimsPartsTests
{
    private static readonly ClaimSetMetadata Vendor = Reading("Vendor", "NamespaceBased", "students", "schools");
    private static readonly ClaimSetMetadata Roster = Reading("Roster", "NoFurtherAuthorizationRequired", "students");
    private static readonly ClaimSetMetadata OwnOfNorth = Reading("Own", "NamespaceBased", "schools");
    private static readonly ClaimSetMetadata OwnOfSouth = Reading("Own", "OwnershipBased", "schools");

    [Fact]
    public void Of_NoTenants_IsOnePart()
    {
        var part = Assert.Single(ClaimsParts.Of([Of(null, Vendor, Roster)]));

        Assert.Equal(PartNames.Claims, part.Name);
    }

    [Fact]
    public void Of_Tenants_SharesWhatIsAlikeAndGivesEachTheRest()
    {
        var parts = ClaimsParts.Of([Of("north", Vendor, OwnOfNorth), Of("south", Vendor, OwnOfSouth)])
            .ToDictionary(part => part.Name, part => System.Text.Encoding.UTF8.GetString(part.Content.Span));

        Assert.Equal(["claims-shared", "claims/north", "claims/south"], parts.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Text([Vendor]), parts["claims-shared"]);
        Assert.StartsWith("""[{"claimSetName":"Vendor"},{"claimSetName":"Own","claims":[""", parts["claims/north"]);
        Assert.Contains("NamespaceBased", parts["claims/north"]);
        Assert.DoesNotContain("OwnershipBased", parts["claims/north"]);
    }

    [Fact]
    public void Of_ATenantMore_LeavesThePartsOfTheOthersAsTheyAre()
    {
        var before = ClaimsParts.Of([Of("north", Vendor, OwnOfNorth), Of("south", Vendor, OwnOfSouth)]);
        var after = ClaimsParts.Of([Of("north", Vendor, OwnOfNorth), Of("south", Vendor, OwnOfSouth), Of("west", Vendor)]);

        Assert.Equal(["claims/west"], after.Except(before, PartsByNameAndDigest.Instance).Select(part => part.Name));
    }

    [Fact]
    public void Of_OneNameWithTwoMeaningsEachOfSeveralTenants_SharesTheMoreCommonAndKeepsBothRight()
    {
        TenantClaims[] tenants =
        [
            Of("a", OwnOfNorth), Of("b", OwnOfSouth), Of("c", OwnOfSouth), Of("d", OwnOfNorth), Of("e", OwnOfSouth),
        ];

        AssertSurvives(tenants);
    }

    [Fact]
    public void PublishedClaims_WhatWasPublished_IsWhatWasGiven()
    {
        AssertSurvives([Of(null, Vendor, Roster)]);
        AssertSurvives([Of("north", Vendor, OwnOfNorth, Roster), Of("South", Roster, OwnOfSouth, Vendor), Of("west")]);
        AssertSurvives([]);
    }

    [Fact]
    public void PublishedClaims_RandomTenants_AreWhatWasGiven()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var tenants = Enumerable.Range(0, random.Next(1, 6)).Select(number => Of($"tenant{number}", RandomClaimSets(random))).ToArray();
            try
            {
                AssertSurvives(tenants);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Seed {seed}, round {round}.", failure);
            }
        }
    }

    private static ClaimSetMetadata[] RandomClaimSets(Random random)
    {
        string[] names = ["Vendor", "Roster", "Own", "Extra"];
        random.Shuffle(names);
        return [.. names.Take(random.Next(5)).Select(name => Reading(name, $"Strategy{random.Next(3)}", [.. Enumerable.Range(0, random.Next(3)).Select(claim => $"c{claim}")]))];
    }

    private static void AssertSurvives(TenantClaims[] tenants)
    {
        var parts = ClaimsParts.Of(tenants).OrderBy(part => part.Name, StringComparer.Ordinal).ToArray();
        var manifest = ManifestWriter.Write("", "", [], parts.Select(part => new ManifestPart(part.Name, part.Digest, part.Content.Length)));

        var read = PublishedClaims.Of(new Snapshot(manifest, parts));

        Assert.Equal(
            tenants.OrderBy(tenant => tenant.Tenant, StringComparer.Ordinal).Select(tenant => (tenant.Tenant, Text(tenant.ClaimSets))),
            read.Select(tenant => (tenant.Tenant, Text(tenant.ClaimSets))));
    }

    private sealed class PartsByNameAndDigest : IEqualityComparer<Part>
    {
        public static readonly PartsByNameAndDigest Instance = new();

        public bool Equals(Part? left, Part? right) => left!.Name == right!.Name && left.Digest == right.Digest;

        public int GetHashCode(Part part) => part.Name.GetHashCode(StringComparison.Ordinal);
    }
}
