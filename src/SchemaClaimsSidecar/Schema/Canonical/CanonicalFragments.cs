using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.Canonical;

/// <summary>What a project holds for the OpenAPI documents, gathered from where it stands in the project's schema.</summary>
internal static class CanonicalFragments
{
    /// <summary>The part in canonical form; null when the project has nothing for the OpenAPI documents.</summary>
    public static byte[]? Write(ProjectDocument document)
    {
        using var writer = new CanonicalWriter(document.Input.Content.Length / 2);
        writer.WriteRaw("{"u8);
        var abstractResources = ProjectDocument.Property(document.Project, "abstractResources");
        WriteCollected(writer, "\"abstractResources\":"u8, abstractResources, "openApiFragment");
        var baseDocuments = ProjectDocument.Property(document.Project, "openApiBaseDocuments");
        if (baseDocuments.ValueKind == JsonValueKind.Object)
        {
            Separate(writer);
            writer.WriteRaw("\"openApiBaseDocuments\":"u8);
            writer.WriteValue(baseDocuments);
        }

        WriteCollected(writer, "\"resourceSchemas\":"u8, document.ResourceSchemas, "openApiFragments");
        if (writer.Position == 1)
            return null;
        writer.WriteRaw("}"u8);
        return writer.ToArray();
    }

    private static void WriteCollected(CanonicalWriter writer, ReadOnlySpan<byte> name, JsonElement owners, string fragment)
    {
        if (!ProjectDocument.Objects(owners).Any(owner => HasFragment(owner, fragment)))
            return;
        Separate(writer);
        writer.WriteRaw(name);
        writer.WriteObject(
            owners, owner => HasFragment(owner, fragment), owner => writer.WriteValue(owner.Value.GetProperty(fragment)));
    }

    private static bool HasFragment(JsonProperty owner, string fragment) =>
        ProjectDocument.Property(owner.Value, fragment).ValueKind == JsonValueKind.Object;

    private static void Separate(CanonicalWriter writer)
    {
        if (writer.Position > 1)
            writer.WriteRaw(","u8);
    }
}
