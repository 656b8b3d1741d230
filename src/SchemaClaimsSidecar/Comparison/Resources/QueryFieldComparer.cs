using System.Text.Json;
using SchemaClaimsSidecar.Comparison.Rules;
using SchemaClaimsSidecar.Schema;

namespace SchemaClaimsSidecar.Comparison.Resources;

/// <summary>Compares the fields that a resource can be queried by.</summary>
internal static class QueryFieldComparer
{
    public static void Compare(JsonElement earlier, JsonElement later, SubjectChanges changes)
    {
        foreach (var name in JsonValues.NamesOf(earlier, later))
        {
            var (before, after) = (earlier.Member(name), later.Member(name));
            if (before.ValueKind == JsonValueKind.Undefined)
                changes.Added(QueryRules.Added, Aspect.QueryField, name, PathsOf(after));
            else if (after.ValueKind == JsonValueKind.Undefined)
                changes.Removed(QueryRules.Removed, Aspect.QueryField, name, PathsOf(before));
            else if (PathsOf(before) != PathsOf(after))
                changes.Changed(QueryRules.Changed, Aspect.QueryField, name, "", PathsOf(before), PathsOf(after));
            else if (!JsonValues.IsSame(before, after))
                changes.Changed(ResourceRules.MetadataChanged, Aspect.QueryField, name, "", before.Text(), after.Text());
        }
    }

    private static string PathsOf(JsonElement paths) => paths.ValueKind == JsonValueKind.Array
        ? string.Join(", ", paths.EnumerateArray().Select(TextOf).Order(StringComparer.Ordinal))
        : paths.Text();

    private static string TextOf(JsonElement path) => $"{path.StringOrNull("path")} ({path.StringOrNull("type")})";
}
