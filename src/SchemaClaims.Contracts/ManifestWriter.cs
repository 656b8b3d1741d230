using System.Buffers;
using System.Text.Json;

namespace SchemaClaims.Contracts;

/// <summary>Writes a manifest, once; nothing writes the same manifest again.</summary>
internal static class ManifestWriter
{
    /// <exception cref="ArgumentException">A part name is malformed or stands there twice.</exception>
    public static Manifest Write(
        string effectiveSchemaHash, string rules, IReadOnlyList<ManifestInput> inputs, IEnumerable<ManifestPart> parts)
    {
        var sorted = parts.OrderBy(part => part.Name, StringComparer.Ordinal).ToArray();
        for (var i = 0; i < sorted.Length; i++)
        {
            if (!PartNames.IsValid(sorted[i].Name))
                throw new ArgumentException($"'{sorted[i].Name}' is no part name.", nameof(parts));
            if (i > 0 && sorted[i].Name == sorted[i - 1].Name)
                throw new ArgumentException($"Part '{sorted[i].Name}' stands there twice.", nameof(parts));
        }

        var buffer = new ArrayBufferWriter<byte>(256 + 160 * sorted.Length);
        using (var json = new Utf8JsonWriter(buffer))
            WriteTo(json, effectiveSchemaHash, rules, inputs, sorted);
        return new Manifest(buffer.WrittenMemory, effectiveSchemaHash, rules, inputs, sorted);
    }

    private static void WriteTo(
        Utf8JsonWriter json, string effectiveSchemaHash, string rules, IReadOnlyList<ManifestInput> inputs, ManifestPart[] parts)
    {
        json.WriteStartObject();
        json.WriteNumber("format", Manifest.CurrentFormat);
        json.WriteString("effectiveSchemaHash", effectiveSchemaHash);
        json.WriteString("rules", rules);
        json.WriteStartArray("inputs");
        foreach (var input in inputs)
        {
            json.WriteStartObject();
            json.WriteString("role", input.Role);
            WriteBlob(json, input.Name, input.Digest, input.Length);
        }

        json.WriteEndArray();
        json.WriteStartArray("parts");
        foreach (var part in parts)
        {
            json.WriteStartObject();
            WriteBlob(json, part.Name, part.Digest, part.Length);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteBlob(Utf8JsonWriter json, string name, Digest digest, long length)
    {
        json.WriteString("name", name);
        json.WriteString("digest", digest.ToString());
        json.WriteNumber("length", length);
        json.WriteEndObject();
    }
}
