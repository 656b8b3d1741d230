using System.Runtime.InteropServices;
using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.Validation;

/// <summary>A JSON path into a resource: a string that begins with <c>$.</c>.</summary>
internal sealed class JsonPathShape : Shape
{
    public override void Check(JsonElement value, ShapeCheck check)
    {
        if (value.ValueKind == JsonValueKind.String && JsonMarshal.GetRawUtf8Value(value).StartsWith("\"$."u8))
            return;
        if (check.IsOfKind(value, JsonValueKind.String) && !value.GetString()!.StartsWith("$.", StringComparison.Ordinal))
            check.Error("json-path", "Must be a JSON path that begins with \"$.\".");
    }
}
