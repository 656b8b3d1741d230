using System.Text.Json.Nodes;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Comparison;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Tests.Snapshots;
using static SchemaClaimsSidecar.Comparison.Effects;

namespace SchemaClaimsSidecar.Tests.Comparison;

public sealed class ClaimChangeTests
{
    private const string NoFurther = "NoFurtherAuthorizationRequired";

    /// <summary>Grants as <c>claim set: claim action=strategy+strategy</c>, before and after, and the changes expected.</summary>
    public static TheoryData<string, string, string, int> Cases => new()
    {
        { "A: x Read=S", "A: x Read=S; B: x Read=S", "B: claim-set-added +", (int)WidensAccess },
        { "A: x Read=S; B: x Read=S", "A: x Read=S", "B: claim-set-removed -", (int)NarrowsAccess },
        { "A: x Read=S", "A: x Read=S, y Read=S", "A: claim-added + y", (int)WidensAccess },
        { "A: x Read=S, y Read=S", "A: x Read=S", "A: claim-removed - y", (int)NarrowsAccess },
        { "A: x Read=S", "A: x Read=S Create=S", "A: action-added + x Create", (int)WidensAccess },
        { "A: x Read=S Create=S", "A: x Read=S", "A: action-removed - x Create", (int)NarrowsAccess },
        { "A: x Read=S", "A: x Read=S Create=", "A: nothing-granted + x Create", (int)Compatible },
        { "A: x Read=", "", "A: nothing-granted -", (int)Compatible },
        { $"A: x Read={NoFurther}", "A: x Read=S", "A: strategies-narrowed ~ x Read", (int)NarrowsAccess },
        { $"A: x Read={NoFurther}", $"A: x Read=S+{NoFurther}", "A: strategies-narrowed ~ x Read", (int)NarrowsAccess },
        { "A: x Read=S", "A: x Read=", "A: strategies-narrowed ~ x Read", (int)NarrowsAccess },
        { "A: x Read=S", $"A: x Read={NoFurther}", "A: strategies-widened ~ x Read", (int)WidensAccess },
        { "A: x Read=", "A: x Read=S", "A: strategies-widened ~ x Read", (int)WidensAccess },
        { "A: x Read=S", "A: x Read=T", "A: strategies-changed ~ x Read", (int)ChangesAccess },
        { "A: x Read=S", "A: x Read=S+T", "A: strategies-changed ~ x Read", (int)ChangesAccess },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Compare_ClaimsChanged_SaysWhichWay(string before, string after, string expected, int effects)
    {
        var comparison = SnapshotComparer.Compare(Snapshot(("claims", before)), Snapshot(("claims", after)));

        Assert.Equal([expected], Compared.Lines(comparison));
        Assert.Equal((Effects)effects, comparison.Changes[0].Rule.Effects);
        Assert.Equal(((Effects)effects).HasFlag(NarrowsAccess), comparison.IsBreaking);
    }

    [Theory]
    [InlineData("A: x Read=S+T", "A: x Read=T+S")]
    [InlineData("A: x Read=S, y Read=S", "A: y Read=S, x Read=S")]
    [InlineData("A: x Read=S; B: x Read=T", "B: x Read=T; A: x Read=S")]
    [InlineData("A: x Read=S", "a: X read=S")]
    public void Compare_SameGrantsWrittenOtherwise_AreNoDifference(string before, string after) =>
        Assert.Empty(SnapshotComparer.Compare(Snapshot(("claims", before)), Snapshot(("claims", after))).Changes);

    [Fact]
    public void Compare_SameChangeForSeveralTenants_IsToldOnce()
    {
        string[] tenants = ["a", "b", "c", "d", "e"];
        var before = Snapshot([.. tenants.Select(tenant => ($"claims/{tenant}", "A: x Read=S Create=S"))]);
        var after = Snapshot([.. tenants.Select(tenant => ($"claims/{tenant}", tenant == "c" ? "A: x Create=S" : "A: x Read=S"))]);

        Assert.Equal(
            ["A (a, b, d and 1 more tenants): action-removed - x Create", "A (c): action-removed - x Read"],
            Compared.Lines(SnapshotComparer.Compare(before, after)));
    }

    [Fact]
    public void Compare_TenantsComeAndGo_TheyAreNamed()
    {
        var before = Snapshot(("claims/a", "A: x Read=S"), ("claims/b", "A: x Read=S"));
        var after = Snapshot(("claims/b", "A: x Read=S"), ("claims/c", "A: x Read=S"));

        Assert.Equal(["a: tenant-removed -", "c: tenant-added +"], Compared.Lines(SnapshotComparer.Compare(before, after)));
    }

    [Fact]
    public void Compare_WithNoSnapshot_EverythingIsAdded() => Assert.Equal(
        ["A: claim-set-added +"], Compared.Lines(SnapshotComparer.Compare(null, Snapshot(("claims", "A: x Read=S")))));

    private static Snapshot Snapshot(params (string Part, string Grants)[] claims) => SnapshotComposer.Compose(
        null,
        new ClaimsContent([], [.. claims.Select(part => SnapshotSamples.Part(part.Part, Metadata(part.Grants)))]),
        null).Snapshot;

    private static string Metadata(string grants) => new JsonArray(
        [.. grants.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(ClaimSet)]).ToJsonString();

    private static JsonNode ClaimSet(string text)
    {
        var (name, claims) = (text.Split(": ")[0], text.Split(": ")[1].Split(", "));
        return new JsonObject
        {
            ["claimSetName"] = name,
            ["claims"] = new JsonArray([.. claims.Select((claim, index) => new JsonObject
            {
                ["name"] = claim.Split(' ')[0], ["authorizationId"] = index,
            })]),
            ["authorizations"] = new JsonArray([.. claims.Select((claim, index) => new JsonObject
            {
                ["id"] = index, ["actions"] = new JsonArray([.. claim.Split(' ')[1..].Select(Action)]),
            })]),
        };
    }

    private static JsonNode Action(string text)
    {
        var (action, strategies) = (text.Split('=')[0], text.Split('=')[1].Split('+', StringSplitOptions.RemoveEmptyEntries));
        return new JsonObject
        {
            ["name"] = action,
            ["authorizationStrategies"] = new JsonArray([.. strategies.Select(name => new JsonObject { ["name"] = name })]),
        };
    }
}
