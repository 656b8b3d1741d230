using System.Text;
using SchemaClaimsSidecar.Claims.Metadata;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Tests.Claims.Metadata;

/// <summary>Shorthand for claim sets in tests.</summary>
internal static class ClaimSets
{
    /// <summary>A claim set that may read each of the claims by one strategy.</summary>
    public static ClaimSetMetadata Reading(string name, string strategy, params string[] claims)
    {
        var granted = string.Join(',', claims.Select(claim => $$"""{"name":"{{claim}}","authorizationId":7}"""));
        var authorization = $$"""{"id":7,"actions":[{"name":"Read","authorizationStrategies":[{"name":"{{strategy}}"}]}]}""";
        return Read($$"""[{"claimSetName":"{{name}}","claims":[{{granted}}],"authorizations":[{{(claims.Length > 0 ? authorization : "")}}]}]""")[0];
    }

    public static IReadOnlyList<ClaimSetMetadata> Read(string metadata)
    {
        var problems = new ProblemList("answer");
        var claimSets = new MetadataReader(problems).Read(InputDocument.Of("answer", Encoding.UTF8.GetBytes(metadata)));
        Assert.True(claimSets is not null, string.Join("\n", problems.List()));
        return claimSets;
    }

    public static TenantClaims Of(string? tenant, params ClaimSetMetadata[] claimSets) => new(tenant, claimSets);

    public static string Text(IEnumerable<ClaimSetMetadata> claimSets) => Encoding.UTF8.GetString(MetadataWriter.Write(claimSets).Span);
}
