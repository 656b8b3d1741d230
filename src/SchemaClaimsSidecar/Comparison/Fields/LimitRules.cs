using System.Text.Json;
using SchemaClaimsSidecar.Comparison.Rules;

namespace SchemaClaimsSidecar.Comparison.Fields;

/// <summary>Tells which of two limits lets more through. Where there is none, everything passes.</summary>
internal static class LimitRules
{
    public static ChangeRule? JudgeUpper(JsonElement earlier, JsonElement later) => Judge(earlier, later, tightened: -1);

    public static ChangeRule? JudgeLower(JsonElement earlier, JsonElement later) => Judge(earlier, later, tightened: 1);

    private static ChangeRule? Judge(JsonElement earlier, JsonElement later, int tightened)
    {
        if (earlier.ValueKind == JsonValueKind.Undefined)
            return FieldRules.LimitTightened;
        if (later.ValueKind == JsonValueKind.Undefined)
            return FieldRules.LimitLoosened;
        if (!TryRead(earlier, out var before) || !TryRead(later, out var after))
            return FieldRules.KeywordChanged;
        var order = after.CompareTo(before);
        return order == 0 ? null : order == tightened ? FieldRules.LimitTightened : FieldRules.LimitLoosened;
    }

    // Money of Ed-Fi has limits with more digits than a double holds.
    private static bool TryRead(JsonElement limit, out decimal value)
    {
        value = 0;
        if (limit.ValueKind != JsonValueKind.Number)
            return false;
        if (limit.TryGetDecimal(out value))
            return true;
        var isReadable = limit.TryGetDouble(out var number);
        value = number > 0 ? decimal.MaxValue : decimal.MinValue;
        return isReadable;
    }
}
