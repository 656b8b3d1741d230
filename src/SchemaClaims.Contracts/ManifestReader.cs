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

    private static ManifestInput[] ReadInputs(BlobEntry?[] entries) =>
    [
        .. entries.Select(entry => entry is { Length: >= 0 }
            ? new ManifestInput(entry.Role, entry.Name, Digest.Parse(entry.Digest), entry.Length)
            : throw new InvalidDataException($"The manifest names a malformed input, '{entry?.Name}'.")),
    ];

    private static ManifestPart[] ReadParts(BlobEntry?[] entries)
    {
        var parts = new ManifestPart[entries.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i] is not { Length: >= 0 } entry || !PartNames.IsValid(entry.Name))
                throw new InvalidDataException($"The manifest names a malformed part, '{entries[i]?.Name}' of {entries[i]?.Length} bytes.");
            if (i > 0 && string.CompareOrdinal(parts[i - 1].Name, entry.Name) >= 0)
                throw new InvalidDataException($"The manifest's parts are not in order at '{entry.Name}'.");
            parts[i] = new ManifestPart(entry.Name, Digest.Parse(entry.Digest), entry.Length);
        }

        return parts;
    }

    private sealed record ManifestFile(int Format, string EffectiveSchemaHash, string Rules, BlobEntry?[] Inputs, BlobEntry?[] Parts);

    private sealed record BlobEntry(string Name, string Digest, long Length, string Role = "");

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(ManifestFile))]
    private sealed partial class ManifestJson : JsonSerializerContext;
}
