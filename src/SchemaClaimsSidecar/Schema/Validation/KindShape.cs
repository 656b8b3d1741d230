using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.Validation;

/// <summary>A value of one kind, whatever is in it.</summary>
internal sealed class KindShape(JsonValueKind kind) : Shape
{
    public override void Check(JsonElement value, ShapeCheck check) => check.IsOfKind(value, kind);
}
