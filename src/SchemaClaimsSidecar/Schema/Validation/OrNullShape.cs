using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.Validation;

/// <summary>null, which says as much as no value at all, or a value of a shape.</summary>
internal sealed class OrNullShape(Shape shape) : Shape
{
    public override void Check(JsonElement value, ShapeCheck check)
    {
        if (value.ValueKind != JsonValueKind.Null)
            shape.Check(value, check);
    }
}
