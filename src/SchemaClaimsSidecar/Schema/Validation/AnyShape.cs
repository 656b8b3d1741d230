using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.Validation;

/// <summary>Whatever there is.</summary>
internal sealed class AnyShape : Shape
{
    public override void Check(JsonElement value, ShapeCheck check)
    {
    }
}
