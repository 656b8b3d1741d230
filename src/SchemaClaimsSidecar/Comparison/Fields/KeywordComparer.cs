using System.Text.Json;
using SchemaClaimsSidecar.Comparison.Rules;

namespace SchemaClaimsSidecar.Comparison.Fields;

/// <summary>Compares what a JSON schema says of a value itself: all but its properties, and what is required of them.</summary>
internal static class KeywordComparer
{
    public static void Compare(JsonElement earlier, JsonElement later, string path, SubjectChanges changes)
    {
        if (earlier.ValueKind != JsonValueKind.Object || later.ValueKind != JsonValueKind.Object)
        {
            changes.Changed(FieldRules.KeywordChanged, Aspect.Field, path, "", earlier.Text(), later.Text());
            return;
        }

        foreach (var keyword in JsonValues.NamesOf(earlier, later))
        {
            var (before, after) = (earlier.Member(keyword), later.Member(keyword));
            if (!JsonValues.IsSame(before, after) && Judge(keyword, before, after) is { } rule)
                changes.Changed(rule, Aspect.Field, path, keyword, before.Text(), after.Text());
        }
    }

    // Null where there is no difference, or one that is told elsewhere.
    private static ChangeRule? Judge(string keyword, JsonElement earlier, JsonElement later) => keyword switch
    {
        "properties" when IsObjectOrAbsent(earlier) && IsObjectOrAbsent(later) => null,
        "items" when IsObjectOrAbsent(earlier) && IsObjectOrAbsent(later) => null,
        "required" => null,
        "type" => TypeRules.Judge(earlier, later),
        "format" => FormatRules.Judge(earlier, later),
        "enum" or "const" => ValueRules.Judge(earlier, later),
        "maxLength" or "maxItems" or "maxProperties" or "maximum" or "exclusiveMaximum" => LimitRules.JudgeUpper(earlier, later),
        "minLength" or "minItems" or "minProperties" or "minimum" or "exclusiveMinimum" => LimitRules.JudgeLower(earlier, later),
        "uniqueItems" => JudgeUniqueness(earlier.ValueKind == JsonValueKind.True, later.ValueKind == JsonValueKind.True),
        "pattern" => later.ValueKind == JsonValueKind.Undefined ? FieldRules.PatternRemoved : FieldRules.PatternTightened,
        "additionalProperties" => JudgeOpenness(earlier, later),
        "description" or "title" or "$schema" or "$id" or "$comment" or "default" or "deprecated" or "examples" =>
            FieldRules.DescriptionChanged,
        _ => FieldRules.KeywordChanged,
    };

    private static ChangeRule? JudgeUniqueness(bool earlier, bool later) => (earlier, later) switch
    {
        (false, true) => FieldRules.LimitTightened,
        (true, false) => FieldRules.LimitLoosened,
        _ => null,
    };

    private static bool IsObjectOrAbsent(JsonElement element) => element.ValueKind is JsonValueKind.Object or JsonValueKind.Undefined;

    private static ChangeRule? JudgeOpenness(JsonElement earlier, JsonElement later)
    {
        if (!IsFlagOrAbsent(earlier) || !IsFlagOrAbsent(later))
            return FieldRules.KeywordChanged;
        return (earlier.ValueKind == JsonValueKind.False, later.ValueKind == JsonValueKind.False) switch
        {
            (false, true) => FieldRules.ObjectClosed,
            (true, false) => FieldRules.ObjectOpened,
            _ => null,
        };
    }

    private static bool IsFlagOrAbsent(JsonElement element) =>
        element.ValueKind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Undefined;
}
