using System.Text;
using System.Text.Json;
using Dms.Client.Claims;

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

    public static ClaimsMetadata Of(params string[] claimSets) => Read($"[{string.Join(",", claimSets)}]");
}
