using System.Text.Json;
using SchemaClaimsSidecar.Comparison.Rules;

namespace SchemaClaimsSidecar.Comparison.Fields;

/// <summary>Tells which of two types takes in the other.</summary>
internal static class TypeRules
{
    private static readonly string[] All = ["array", "boolean", "integer", "null", "number", "object", "string"];

    public static ChangeRule? Judge(JsonElement earlier, JsonElement later)
    {
        var (before, after) = (Values(earlier), Values(later));
        return (after.IsSupersetOf(before), before.IsSupersetOf(after)) switch
        {
            (true, true) => null,
            (true, false) => FieldRules.TypeWidened,
            (false, true) => FieldRules.TypeNarrowed,
            _ => FieldRules.TypeChanged,
        };
    }

    // Every integer is a number, and without a type a value may be anything.
    private static HashSet<string> Values(JsonElement type)
    {
        var values = type.ValueKind switch
        {
            JsonValueKind.Undefined => [.. All],
            JsonValueKind.Array => type.Texts().ToHashSet(StringComparer.Ordinal),
            _ => new HashSet<string>(StringComparer.Ordinal) { type.Text() },
        };
        if (values.Contains("number"))
            values.Add("integer");
        return values;
    }
}
