using System.Text.Json;
using SchemaClaimsSidecar.Comparison.Fields;
using SchemaClaimsSidecar.Schema;

namespace SchemaClaimsSidecar.Comparison.Resources;

/// <summary>Compares how many digits decimal numbers may have.</summary>
internal static class DecimalComparer
{
    private static readonly string[] Limits = ["decimalPlaces", "totalDigits"];

    public static void Compare(JsonElement earlier, JsonElement later, FieldChanges fields, SubjectChanges changes)
    {
        var (before, after) = (ByPath(earlier), ByPath(later));
        foreach (var path in before.Keys.Union(after.Keys, StringComparer.Ordinal).Where(path => !fields.CameOrWent(path)))
        {
            foreach (var limit in Limits)
            {
                var (old, now) = (before.GetValueOrDefault(path).Member(limit), after.GetValueOrDefault(path).Member(limit));
                if (!JsonValues.IsSame(old, now) && LimitRules.JudgeUpper(old, now) is { } rule)
                    changes.Changed(rule, Aspect.Constraint, path, limit, old.Text(), now.Text());
            }
        }
    }

    private static Dictionary<string, JsonElement> ByPath(JsonElement resource)
    {
        Dictionary<string, JsonElement> infos = new(StringComparer.Ordinal);
        foreach (var info in resource.ItemsOf("decimalPropertyValidationInfos"))
            infos[info.Member("path").Text()] = info;
        return infos;
    }
}
