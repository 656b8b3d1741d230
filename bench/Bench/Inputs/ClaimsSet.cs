using System.Text.Json;
using System.Text.Json.Nodes;
using Testing;

namespace Bench.Inputs;

/// <summary>A claims document, a real one where there is one.</summary>
/// <param name="Origin">What it is, in words.</param>
/// <param name="Largest">The claim set with the most claims.</param>
/// <param name="Document">The document.</param>
internal sealed record ClaimsSet(string Origin, string Largest, NamedDocument Document)
{
    /// <param name="schema">What generated claims are about.</param>
    public static ClaimsSet Load(SchemaSet schema) => RealData.WhyAbsent is null
        ? new ClaimsSet("real claims (16 claim sets)", "EdFiSandbox", new NamedDocument("claims.json", RealData.Read("claims/2025-11.claims.json")))
        : new ClaimsSet("generated claims (16 claim sets)", GeneratedClaims.Largest, GeneratedClaims.Make(seed: 1, schema.CoreEndpoint, schema.CoreResourceNames));

    /// <summary>The same claims and one more claim set, which may read what stands first in the hierarchy.</summary>
    public ClaimsSet WithClaimSet(string name) => this with
    {
        Document = Document.Change(root =>
        {
            root["claimSets"]!.AsArray().Add(new JsonObject { ["claimSetName"] = name, ["isSystemReserved"] = false });
            var first = root["claimsHierarchy"]![0]!.AsObject();
            if (first["claimSets"] is not JsonArray granted)
                first["claimSets"] = granted = [];
            granted.Add(JsonSerializer.SerializeToNode(new { name, actions = new[] { new { name = "Read" } } }));
        }),
    };
}
