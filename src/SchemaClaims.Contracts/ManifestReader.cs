using System.Text.Json;
using System.Text.Json.Serialization;

namespace SchemaClaims.Contracts;

/// <summary>Reads a manifest that came from outside: from a store's file or over the wire.</summary>
internal static partial class ManifestReader
{
    /// <exception cref="InvalidDataException">The bytes are no manifest, or one of a newer format.</exception>
    public static Manifest Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var file = JsonSerializer.Deserialize(bytes.Span, ManifestJson.Default.ManifestFile)
                ?? throw new InvalidDataException("The manifest is null.");
            if (file.Format != Manifest.CurrentFormat)
                throw new InvalidDataException($"The manifest has format {file.Format}; this version reads format {Manifest.CurrentFormat}.");
            return new Manifest(bytes, file.EffectiveSchemaHash, file.Rules, ReadInputs(file.Inputs), ReadParts(file.Parts));
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException)
        {
            throw new InvalidDataException($"The manifest cannot be read: {malformed.Message}", malformed);
        }
    }

    private static ManifestInput[] ReadInputs(BlobEntry[] entries) =>
        [.. entries.Select(entry => new ManifestInput(entry.Role ?? "", entry.Name, Digest.Parse(entry.Digest), entry.Length))];

    private static ManifestPart[] ReadParts(BlobEntry[] entries)
    {
        var parts = new ManifestPart[entries.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = entries[i];
            if (!PartNames.IsValid(entry.Name) || entry.Length < 0)
                throw new InvalidDataException($"The manifest names a malformed part, '{entry.Name}' of {entry.Length} bytes.");
            if (i > 0 && string.CompareOrdinal(entries[i - 1].Name, entry.Name) >= 0)
                throw new InvalidDataException($"The manifest's parts are not in order at '{entry.Name}'.");
            parts[i] = new ManifestPart(entry.Name, Digest.Parse(entry.Digest), entry.Length);
        }

        return parts;
    }

    private sealed record ManifestFile(int Format, string EffectiveSchemaHash, string Rules, BlobEntry[] Inputs, BlobEntry[] Parts);

    private sealed record BlobEntry(string? Role, string Name, string Digest, long Length);

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false)]
    [JsonSerializable(typeof(ManifestFile))]
    private sealed partial class ManifestJson : JsonSerializerContext;
}
