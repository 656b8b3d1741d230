using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.Validation;

/// <summary>A number of digits: whole, and no larger than 16 bits hold.</summary>
internal sealed class DigitsShape : Shape
{
    public override void Check(JsonElement value, ShapeCheck check)
    {
        if (check.IsOfKind(value, JsonValueKind.Number) && !value.TryGetInt16(out _))
            check.Error("digits", $"Must be a whole number up to {short.MaxValue}.");
    }
}
