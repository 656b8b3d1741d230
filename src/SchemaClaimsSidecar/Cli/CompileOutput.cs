using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Schema;

namespace SchemaClaimsSidecar.Cli;

/// <summary>A compiled schema as files: the merged core document, a file a part, and the manifest.</summary>
internal static class CompileOutput
{
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void Write(CompiledSchema schema, byte[] mergedCore, string folder)
    {
        Directory.CreateDirectory(folder);
        var partsFolder = Path.Combine(folder, "parts");
        if (Directory.Exists(partsFolder))
            Directory.Delete(partsFolder, recursive: true);
        File.WriteAllBytes(Path.Combine(folder, "merged-core.json"), mergedCore);
        foreach (var part in schema.Parts)
        {
            var path = Path.Combine(partsFolder, part.Name + ".json");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, part.Content.Span);
        }

        File.WriteAllBytes(Path.Combine(folder, "manifest.json"), ManifestOf(schema).Bytes.Span);
    }

    private static Manifest ManifestOf(CompiledSchema schema) => ManifestWriter.Write(
        schema.EffectiveSchemaHash, schema.Rules.ToText(), schema.Inputs,
        schema.Parts.Select(part => new ManifestPart(part.Name, part.Digest, part.Content.Length)));
}
