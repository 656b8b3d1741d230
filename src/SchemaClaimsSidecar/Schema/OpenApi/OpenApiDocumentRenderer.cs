using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.OpenApi;

/// <summary>
/// Renders the OpenAPI documents of an API: the core's base document, the fragments of all its resources, and those of the
/// extensions. What depends on the request (<c>servers</c>, security) is left to the service.
/// </summary>
internal static class OpenApiDocumentRenderer
{
    private static readonly JsonWriterOptions Minified = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>The complete document as minified UTF-8; null when the core has no base document of that kind.</summary>
    /// <param name="kind">Which document.</param>
    /// <param name="coreProjectSchema">The <c>projectSchema</c> of the core.</param>
    /// <param name="extensionProjectSchemas">The <c>projectSchema</c>s of the extensions, in their order.</param>
    /// <param name="problems">Takes what could not go into the document.</param>
    public static byte[]? Render(
        OpenApiDocumentKind kind,
        JsonElement coreProjectSchema,
        IReadOnlyList<JsonElement> extensionProjectSchemas,
        ICollection<OpenApiProblem>? problems = null)
    {
        var member = kind == OpenApiDocumentKind.Resources ? "resources" : "descriptors";
        if (!coreProjectSchema.TryGetObject("openApiBaseDocuments", out var baseDocuments)
            || !baseDocuments.TryGetObject(member, out var baseDocument))
            return null;

        var assembly = new OpenApiAssembly(baseDocument, problems ?? new List<OpenApiProblem>());
        MergeCore(coreProjectSchema, member, assembly);
        if (kind == OpenApiDocumentKind.Resources)
            MergeAbstractResources(coreProjectSchema, assembly);
        var coreSchemaPrefix = (coreProjectSchema.StringOrNull("projectName") ?? "").Replace("-", "", StringComparison.Ordinal);
        for (var index = 0; index < extensionProjectSchemas.Count; index++)
            MergeExtension(extensionProjectSchemas[index], index + 1, member, coreSchemaPrefix, assembly);
        return Write(assembly);
    }

    private static void MergeCore(JsonElement projectSchema, string member, OpenApiAssembly assembly)
    {
        foreach (var resource in projectSchema.MembersOf("resourceSchemas"))
        {
            if (FragmentOf(resource.Value, member) is { } fragment)
                CoreFragments.Merge(fragment, assembly);
        }
    }

    private static void MergeAbstractResources(JsonElement projectSchema, OpenApiAssembly assembly)
    {
        foreach (var resource in projectSchema.MembersOf("abstractResources"))
        {
            if (resource.Value.TryGetObject("openApiFragment", out var fragment))
                CoreFragments.Merge(fragment, assembly);
        }
    }

    // What an extension adds to schemas comes after all its schemas: it may refer to any of them.
    private static void MergeExtension(
        JsonElement projectSchema, int index, string member, string coreSchemaPrefix, OpenApiAssembly assembly)
    {
        var root = new FragmentSource(index, "projectSchema", "resourceSchemas");
        foreach (var resource in projectSchema.MembersOf("resourceSchemas"))
        {
            if (FragmentOf(resource.Value, member) is { } fragment)
                ExtensionFragments.Merge(fragment, root.Of(resource.Name, "openApiFragments", member), assembly);
        }

        var project = new ExtensionProject((projectSchema.StringOrNull("projectName") ?? "").ToLowerInvariant());
        foreach (var resource in projectSchema.MembersOf("resourceSchemas"))
        {
            if (FragmentOf(resource.Value, member) is { } fragment)
                ResourceExtensions.Merge(fragment, project, root.Of(resource.Name, "openApiFragments", member), assembly);
            CommonExtensions.Merge(resource.Value, coreSchemaPrefix, root.Of(resource.Name), assembly);
        }
    }

    private static JsonElement? FragmentOf(JsonElement resourceSchema, string member) =>
        resourceSchema.TryGetObject("openApiFragments", out var fragments) && fragments.TryGetObject(member, out var fragment)
            ? fragment
            : null;

    private static byte[] Write(OpenApiAssembly assembly)
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 20);
        using (var writer = new Utf8JsonWriter(buffer, Minified))
            assembly.WriteTo(writer);
        return buffer.WrittenSpan.ToArray();
    }
}
