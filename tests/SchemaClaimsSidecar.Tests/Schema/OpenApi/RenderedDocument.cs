using System.Text.Json;
using SchemaClaimsSidecar.Schema.OpenApi;

namespace SchemaClaimsSidecar.Tests.Schema.OpenApi;

/// <summary>A rendered document, read back.</summary>
internal sealed record RenderedDocument(JsonElement Root, byte[] Bytes, IReadOnlyList<OpenApiProblem> Problems)
{
    public static RenderedDocument Of(OpenApiDocumentKind kind, JsonElement core, IReadOnlyList<JsonElement> extensions)
    {
        var problems = new List<OpenApiProblem>();
        var bytes = OpenApiDocumentRenderer.Render(kind, core, extensions, problems)!;
        var root = JsonElement.Parse(bytes, new JsonDocumentOptions { AllowDuplicateProperties = false });
        return new RenderedDocument(root, bytes, problems);
    }

    public JsonElement Schema(string name) => At("components", "schemas", name);

    /// <summary>The minified text of a member.</summary>
    public string Text(params string[] path) => At(path).GetRawText();

    public JsonElement At(params string[] path) =>
        path.Aggregate(Root, (element, name) => element.GetProperty(name));

    public bool Has(params string[] path) =>
        path.Length == 0 || (At(path[..^1]) is { ValueKind: JsonValueKind.Object } owner && owner.TryGetProperty(path[^1], out _));
}
