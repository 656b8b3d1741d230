using System.Text.Json;
using SchemaClaimsSidecar.Comparison.Rules;

namespace SchemaClaimsSidecar.Comparison.Resources;

/// <summary>Compares the values by which a document is known.</summary>
internal static class IdentityComparer
{
    public static void Compare(JsonElement earlier, JsonElement later, SubjectChanges changes)
    {
        var (before, after) = (PathsOf(earlier), PathsOf(later));
        if (before != after)
            changes.Changed(ResourceRules.IdentityChanged, Aspect.Identity, "", "identityJsonPaths", before, after);
    }

    public static string PathsOf(JsonElement resource) =>
        string.Join(", ", resource.Member("identityJsonPaths").Texts().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
