using System.Text;
using System.Text.Json.Nodes;
using Bench.Inputs;

namespace Bench.Pods;

/// <summary>Claims that come to about a size, as DMS reads them, and that differ from each other in every claim.</summary>
internal static class SizedClaims
{
    private const int NameLength = 1000;

    // What a claim takes beside its name.
    private const int Beside = 30;

    /// <param name="bytes">The size to come to; what is too small for any claim is one claim.</param>
    /// <param name="round">What tells the claims from others of the size.</param>
    public static NamedDocument Make(int bytes, int round)
    {
        var count = bytes / (NameLength + Beside);
        var names = count == 0
            ? [$"claim-{round}"]
            : Enumerable.Range(0, count).Select(number => $"claim-{number}-{round}-".PadRight(NameLength, 'x'));
        var root = new JsonObject
        {
            ["claimSets"] = new JsonArray(new JsonObject { ["claimSetName"] = "Bench", ["isSystemReserved"] = true }),
            ["claimsHierarchy"] = new JsonArray([.. names.Select(Claim)]),
        };
        return new NamedDocument("claims.json", Encoding.UTF8.GetBytes(root.ToJsonString()));
    }

    private static JsonNode Claim(string name) => new JsonObject
    {
        ["name"] = name,
        ["defaultAuthorization"] = new JsonObject { ["actions"] = new JsonArray(Action("authorizationStrategies")) },
        ["claimSets"] = new JsonArray(new JsonObject
        {
            ["name"] = "Bench",
            ["actions"] = new JsonArray(new JsonObject { ["name"] = "Read" }),
        }),
    };

    private static JsonNode Action(string strategies) => new JsonObject
    {
        ["name"] = "Read",
        [strategies] = new JsonArray(new JsonObject { ["name"] = "NamespaceBased" }),
    };
}
