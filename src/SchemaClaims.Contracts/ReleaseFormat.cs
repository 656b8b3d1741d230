using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SchemaClaims.Contracts;

/// <summary>Writes a release once, and reads one that came from outside.</summary>
internal static partial class ReleaseFormat
{
    private static readonly ReleaseJson Json = new(new JsonSerializerOptions(ReleaseJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static Release Write(ReleaseRecord record) => new(JsonSerializer.SerializeToUtf8Bytes(record, Json.ReleaseRecord), record);

    /// <exception cref="InvalidDataException">The bytes are no release.</exception>
    public static Release Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var record = JsonSerializer.Deserialize(bytes.Span, Json.ReleaseRecord) ?? throw new InvalidDataException("The release is null.");
            return record.Epoch.Length > 0 && record.Generation > 0
                ? new Release(bytes, record)
                : throw new InvalidDataException($"The release has epoch '{record.Epoch}' and generation {record.Generation}.");
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException)
        {
            throw new InvalidDataException($"The release cannot be read: {malformed.Message}", malformed);
        }
    }

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(ReleaseRecord))]
    private sealed partial class ReleaseJson : JsonSerializerContext;
}
