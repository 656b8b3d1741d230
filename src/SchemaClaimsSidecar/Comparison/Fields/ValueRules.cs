using System.Text.Json;
using SchemaClaimsSidecar.Comparison.Rules;

namespace SchemaClaimsSidecar.Comparison.Fields;

/// <summary>Tells which of two lists of allowed values takes in the other.</summary>
internal static class ValueRules
{
    public static ChangeRule? Judge(JsonElement earlier, JsonElement later)
    {
        if (earlier.ValueKind == JsonValueKind.Undefined)
            return FieldRules.ValuesNarrowed;
        if (later.ValueKind == JsonValueKind.Undefined)
            return FieldRules.ValuesWidened;
        var (before, after) = (Values(earlier), Values(later));
        return (after.IsSupersetOf(before), before.IsSupersetOf(after)) switch
        {
            (true, true) => null,
            (true, false) => FieldRules.ValuesWidened,
            (false, true) => FieldRules.ValuesNarrowed,
            _ => FieldRules.ValuesChanged,
        };
    }

    // Raw, so that "1" is not 1.
    private static HashSet<string> Values(JsonElement values) => values.ValueKind == JsonValueKind.Array
        ? values.EnumerateArray().Select(value => value.GetRawText()).ToHashSet(StringComparer.Ordinal)
        : [values.GetRawText()];
}
