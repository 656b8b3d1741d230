using System.Text.RegularExpressions;

namespace SchemaClaims.Contracts;

/// <summary>The names of the parts of a snapshot, and what stands in each: docs/protocol.md.</summary>
internal static partial class PartNames
{
    public const string ResourcesOpenApi = "openapi/resources";
    public const string DescriptorsOpenApi = "openapi/descriptors";
    public const string Dependencies = "dependencies";
    public const string Claims = "claims";
    public const string SharedClaims = "claims-shared";

    private const string ProjectPrefix = "project/";
    private const string ResourcePrefix = "resource/";
    private const string FragmentsPrefix = "openapi/fragments/";
    private const string TenantPrefix = "claims/";

    public static string Project(string projectEndpoint) => ProjectPrefix + projectEndpoint;

    public static string Resource(string projectEndpoint, string resourceEndpoint) =>
        $"{ResourcePrefix}{projectEndpoint}/{resourceEndpoint}";

    public static string OpenApiFragments(string projectEndpoint) => FragmentsPrefix + projectEndpoint;

    public static string ClaimsOf(string tenant) => TenantPrefix + tenant;

    /// <summary>Whether a part belongs to the claims: of no tenant, of one, or what tenants share.</summary>
    public static bool IsClaims(string name) => name is Claims or SharedClaims || IsClaimsOf(name, out _);

    public static bool IsClaimsOf(string name, out string tenant) => HasPrefix(name, TenantPrefix, out tenant);

    public static bool IsOpenApiFragments(string name, out string projectEndpoint) =>
        HasPrefix(name, FragmentsPrefix, out projectEndpoint);

    public static bool IsProject(string name, out string projectEndpoint) => HasPrefix(name, ProjectPrefix, out projectEndpoint);

    public static bool IsResource(string name, out string projectEndpoint, out string resourceEndpoint)
    {
        resourceEndpoint = "";
        if (!HasPrefix(name, ResourcePrefix, out projectEndpoint) || projectEndpoint.IndexOf('/') is not (> 0 and var slash))
            return false;
        resourceEndpoint = projectEndpoint[(slash + 1)..];
        projectEndpoint = projectEndpoint[..slash];
        return true;
    }

    /// <summary>Whether a name is well formed: safe as a relative path below a folder.</summary>
    public static bool IsValid(string name) => name.Length <= 256 && Shape().IsMatch(name);

    private static bool HasPrefix(string name, string prefix, out string rest)
    {
        var has = name.StartsWith(prefix, StringComparison.Ordinal);
        rest = has ? name[prefix.Length..] : "";
        return has;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*\z")]
    private static partial Regex Shape();
}
