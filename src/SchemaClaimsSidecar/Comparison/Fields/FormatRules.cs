using System.Text.Json;
using SchemaClaimsSidecar.Comparison.Rules;

namespace SchemaClaimsSidecar.Comparison.Fields;

/// <summary>Tells which of two formats takes in the other.</summary>
internal static class FormatRules
{
    public static ChangeRule Judge(JsonElement earlier, JsonElement later) => (earlier.Text(), later.Text()) switch
    {
        ("", _) or ("int64", "int32") => FieldRules.FormatNarrowed,
        (_, "") or ("int32", "int64") => FieldRules.FormatWidened,
        _ => FieldRules.FormatChanged,
    };
}
