using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.Validation;

/// <summary>What a JSON value must look like. Shapes are immutable and shared.</summary>
internal abstract class Shape
{
    /// <summary>Reports everything about the value, and what lies in it, that does not fit.</summary>
    public abstract void Check(JsonElement value, ShapeCheck check);
}
