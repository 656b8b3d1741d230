using System.Text;
using System.Text.Json;
using Dms.Client.Claims;
using SchemaClaims.Contracts;

namespace Dms.Client.Tests.Claims;

/// <summary>Shorthand for metadata that stands in a test.</summary>
internal static class Metadata
{
    public static ClaimsMetadata Read(string json) => ClaimsMetadata.Read(Encoding.UTF8.GetBytes(json));

    /// <summary>One claim set, each of whose claims has an authorization of its own: <c>("uri", "Read=A,B Create=")</c>.</summary>
    public static string ClaimSet(string name, params (string Claim, string Actions)[] claims) => JsonSerializer.Serialize(new
    {
        claimSetName = name,
        claims = claims.Select((claim, i) => new { name = claim.Claim, authorizationId = i }),
        authorizations = claims.Select((claim, i) => new
        {
            id = i,
            actions = claim.Actions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(action => new
            {
                name = action.Split('=')[0],
                authorizationStrategies = action.Split('=')[1]
                    .Split(',', StringSplitOptions.RemoveEmptyEntries).Select(strategy => new { name = strategy }),
            }),
        }),
    });

    /// <summary>An entry that stands for a claim set which tenants share.</summary>
    public static string Reference(string name) => JsonSerializer.Serialize(new { claimSetName = name });

    /// <summary>A part of claims: of no tenant, of one or of what tenants share.</summary>
    public static Part Part(string name, params string[] claimSets) =>
        SchemaClaims.Contracts.Part.Of(name, Encoding.UTF8.GetBytes($"[{string.Join(",", claimSets)}]"));

    public static ClaimsMetadata Of(params string[] claimSets) => Read($"[{string.Join(",", claimSets)}]");
}
