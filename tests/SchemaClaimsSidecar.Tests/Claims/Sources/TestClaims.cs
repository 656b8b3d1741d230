using System.Text;

namespace SchemaClaimsSidecar.Tests.Claims.Sources;

/// <summary>The smallest claims documents that differ in something.</summary>
internal static class TestClaims
{
    /// <summary>One claim set that may read one resource.</summary>
    public static string Text(string claimSet) =>
        $$"""
        {"claimSets":[{"claimSetName":"{{claimSet}}","isSystemReserved":true}],
         "claimsHierarchy":[{"name":"http://ed-fi.org/identity/claims/ed-fi/student",
           "claimSets":[{"name":"{{claimSet}}","actions":[{"name":"Read","authorizationStrategyOverrides":[{"name":"NamespaceBased"}]}]}]}]}
        """;

    public static byte[] Document(string claimSet) => Encoding.UTF8.GetBytes(Text(claimSet));

    /// <summary>A fragment that lets a claim set delete the one resource.</summary>
    public static string Fragment(string claimSet, string strategy = "NoFurtherAuthorizationRequired") =>
        $$"""
        {"name":"{{claimSet}}","resourceClaims":[{"name":"ed-fi/students",
          "authorizationStrategyOverridesForCRUD":[{"actionName":"Delete","authorizationStrategies":[{"name":"{{strategy}}"}]}]}]}
        """;
}
