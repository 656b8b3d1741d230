using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.Validation;

/// <summary>Exactly this text.</summary>
internal sealed class ConstantShape(string text) : Shape
{
    public override void Check(JsonElement value, ShapeCheck check)
    {
        if (value.ValueKind != JsonValueKind.String || !value.ValueEquals(text))
            check.Error("constant", $"Must be \"{text}\".");
    }
}
