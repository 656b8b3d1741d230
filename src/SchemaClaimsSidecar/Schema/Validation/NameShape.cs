using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.Validation;

/// <summary>A text with something in it.</summary>
internal sealed class NameShape : Shape
{
    public override void Check(JsonElement value, ShapeCheck check)
    {
        if (check.IsOfKind(value, JsonValueKind.String) && value.ValueEquals(""u8))
            check.Error("empty-name", "Must not be empty.");
    }
}
