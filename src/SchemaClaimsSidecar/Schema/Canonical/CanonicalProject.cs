using System.Security.Cryptography;
using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.Canonical;

/// <summary>
/// A project's schema without OpenAPI in canonical form, written once: the whole of it is what the project's hash is taken over,
/// and its slices are the resources.
/// </summary>
internal sealed class CanonicalProject
{
    private readonly byte[] _bytes;
    private readonly Range _resourceSchemas;

    private CanonicalProject(byte[] bytes, Range resourceSchemas, IReadOnlyList<CanonicalResource> resources)
    {
        _bytes = bytes;
        _resourceSchemas = resourceSchemas;
        Resources = resources;
    }

    /// <summary>The resources, none of them merged.</summary>
    public IReadOnlyList<CanonicalResource> Resources { get; }

    public static CanonicalProject Write(JsonElement projectSchema, int capacity)
    {
        using var writer = new CanonicalWriter(capacity);
        var slices = new List<(string Name, Range Range)>();
        var resourceSchemas = default(Range);
        writer.WriteObject(projectSchema, property => !property.NameEquals("openApiBaseDocuments"u8), property =>
        {
            var start = writer.Position;
            if (property.NameEquals("abstractResources"u8))
                WriteAbstractResources(writer, property.Value);
            else if (property.NameEquals("resourceSchemas"u8))
                WriteResources(writer, property.Value, slices);
            else
                writer.WriteValue(property.Value);
            if (property.NameEquals("resourceSchemas"u8))
                resourceSchemas = start..writer.Position;
        });
        var bytes = writer.ToArray();
        return new CanonicalProject(
            bytes, resourceSchemas, [.. slices.Select(slice => new CanonicalResource(slice.Name, bytes.AsMemory(slice.Range)))]);
    }

    /// <summary>The hash of the project as it counts towards the effective schema hash.</summary>
    public string ComputeHash() => Convert.ToHexStringLower(SHA256.HashData(_bytes));

    /// <summary>The project's own part: its document without the resources.</summary>
    public byte[] WriteProjectPart(JsonElement apiSchemaVersion)
    {
        // The schemas of the resources are never the first property: "projectName" comes before them.
        var name = ",\"resourceSchemas\":"u8.Length;
        using var writer = new CanonicalWriter(_bytes.Length - (_resourceSchemas.End.Value - _resourceSchemas.Start.Value) + 256);
        writer.WriteRaw("{\"apiSchemaVersion\":"u8);
        writer.WriteValue(apiSchemaVersion);
        writer.WriteRaw(",\"projectSchema\":"u8);
        writer.WriteRaw(_bytes.AsSpan(0, _resourceSchemas.Start.Value - name));
        writer.WriteRaw(_bytes.AsSpan(_resourceSchemas.End.Value));
        writer.WriteRaw("}"u8);
        return writer.ToArray();
    }

    /// <summary>One entry of <c>resourceSchemas</c> in canonical form.</summary>
    public static void WriteResource(CanonicalWriter writer, JsonElement resource) =>
        writer.WriteObject(resource, property => !property.NameEquals("openApiFragments"u8));

    private static void WriteAbstractResources(CanonicalWriter writer, JsonElement value) =>
        writer.WriteObject(value, writeValue: resource =>
            writer.WriteObject(resource.Value, property => !property.NameEquals("openApiFragment"u8)));

    private static void WriteResources(CanonicalWriter writer, JsonElement value, List<(string Name, Range Range)> slices) =>
        writer.WriteObject(value, writeValue: resource =>
        {
            var start = writer.Position;
            WriteResource(writer, resource.Value);
            slices.Add((resource.Name, start..writer.Position));
        });
}
