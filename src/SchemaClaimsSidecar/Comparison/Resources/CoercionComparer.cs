using System.Text.Json;
using SchemaClaimsSidecar.Comparison.Fields;
using SchemaClaimsSidecar.Comparison.Rules;

namespace SchemaClaimsSidecar.Comparison.Resources;

/// <summary>Compares which fields are accepted in another form than they are stored in.</summary>
internal static class CoercionComparer
{
    private static readonly string[] Lists = ["booleanJsonPaths", "numericJsonPaths", "dateJsonPaths", "dateTimeJsonPaths"];

    public static void Compare(JsonElement earlier, JsonElement later, FieldChanges fields, SubjectChanges changes)
    {
        foreach (var list in Lists)
        {
            Sets.Compare(
                PathsOf(earlier, list),
                PathsOf(later, list),
                path => changes.Added(ConstraintRules.CoercionAdded, Aspect.Coercion, path, facet: list),
                path => changes.Removed(ConstraintRules.CoercionRemoved, Aspect.Coercion, path, facet: list));
        }

        IEnumerable<string> PathsOf(JsonElement resource, string list) =>
            resource.Member(list).Texts().Where(path => !fields.CameOrWent(path));
    }
}
