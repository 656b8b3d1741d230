using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.Validation;

/// <summary>A JSON path: a string with a root and steps that the client can read.</summary>
/// <param name="root">How it begins: <c>$</c>, or <c>$.</c> for a path into a resource.</param>
/// <param name="anySteps">Whether any steps will do, since the client does not read it.</param>
internal sealed class JsonPathShape(string root, bool anySteps = false) : Shape
{
    private readonly byte[] _root = Encoding.UTF8.GetBytes(root);

    public override void Check(JsonElement value, ShapeCheck check)
    {
        if (!check.IsOfKind(value, JsonValueKind.String))
            return;
        var text = JsonMarshal.GetRawUtf8Value(value)[1..^1];
        if (text.Contains((byte)'\\'))
            text = Encoding.UTF8.GetBytes(value.GetString()!);
        if (!text.StartsWith(_root))
            check.Error("json-path", $"Must be a JSON path that begins with \"{root}\".");
        else if (!anySteps && !JsonPathGrammar.IsPath(text))
            check.Error("json-path", "Must be a JSON path of the steps .name, ['name'], [*] and [0].");
    }
}
