using System.Text.Json.Nodes;
using Dms.Client.Claims;

namespace Bench.Inputs;

/// <summary>A claims document of the size of Ed-Fi's: 16 claim sets over 12 domains, and a claim a resource; the same seed gives the same bytes.</summary>
internal static class GeneratedClaims
{
    private const int Domains = 12;
    private const int ClaimSets = 16;

    private static readonly string[] Actions = ["Create", "Read", "Update", "Delete", "ReadChanges"];
    private static readonly string[] Strategies =
        ["NoFurtherAuthorizationRequired", "NamespaceBased", "RelationshipsWithEdOrgsOnly", "RelationshipsWithEdOrgsAndPeople"];

    public static NamedDocument Make(int seed, string projectEndpoint, IReadOnlyList<string> resourceNames)
    {
        var random = new Random(seed);
        var hierarchy = new JsonArray([.. Enumerable.Range(0, Domains).Select(domain => Domain(domain, ClaimsOf(domain), random))]);
        var claimSets = new JsonArray([.. Enumerable.Range(0, ClaimSets).Select(set =>
            (JsonNode)new JsonObject { ["claimSetName"] = ClaimSet(set), ["isSystemReserved"] = true })]);
        var root = new JsonObject { ["claimSets"] = claimSets, ["claimsHierarchy"] = hierarchy };
        return new NamedDocument("claims.json", System.Text.Encoding.UTF8.GetBytes(root.ToJsonString()));

        JsonArray ClaimsOf(int domain) => [.. resourceNames.Where((_, index) => index % Domains == domain).Select(name =>
            (JsonNode)new JsonObject { ["name"] = ResourceClaimUri.Of(projectEndpoint, char.ToLowerInvariant(name[0]) + name[1..]) })];
    }

    /// <summary>The claim set that is allowed everything.</summary>
    public static string Largest => ClaimSet(0);

    private static string ClaimSet(int number) => $"ClaimSet{number:00}";

    private static JsonNode Domain(int number, JsonArray claims, Random random) => new JsonObject
    {
        ["name"] = $"http://ed-fi.org/identity/claims/domains/domain{number}",
        ["defaultAuthorization"] = new JsonObject
        {
            ["actions"] = new JsonArray([.. Actions.Select(action => Action(action, "authorizationStrategies", random))]),
        },
        ["claimSets"] = new JsonArray([.. Enumerable.Range(0, ClaimSets).Where(set => set == 0 || random.Next(ClaimSets) >= set).Select(set =>
            Granted(set, set == 0 ? Actions.Length : random.Next(1, Actions.Length + 1), random))]),
        ["claims"] = claims,
    };

    private static JsonNode Granted(int claimSet, int actions, Random random) => new JsonObject
    {
        ["name"] = ClaimSet(claimSet),
        ["actions"] = new JsonArray([.. Actions.Take(actions).Select(action => Action(action, "authorizationStrategyOverrides", random))]),
    };

    private static JsonNode Action(string name, string strategies, Random random) => new JsonObject
    {
        ["name"] = name,
        [strategies] = new JsonArray(new JsonObject { ["name"] = Strategies[random.Next(Strategies.Length)] }),
    };
}
