using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.Validation;

/// <summary>An array whose items all have one shape.</summary>
internal sealed class ListShape(Shape item) : Shape
{
    public override void Check(JsonElement value, ShapeCheck check)
    {
        if (!check.IsOfKind(value, JsonValueKind.Array))
            return;
        var index = 0;
        foreach (var element in value.EnumerateArray())
        {
            check.Pointer.Push(index++);
            item.Check(element, check);
            check.Pointer.Pop();
        }
    }
}
