using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.Validation;

/// <summary>true or false.</summary>
internal sealed class BooleanShape : Shape
{
    public override void Check(JsonElement value, ShapeCheck check)
    {
        if (value.ValueKind != JsonValueKind.False)
            check.IsOfKind(value, JsonValueKind.True);
    }
}
