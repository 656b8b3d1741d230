using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SchemaClaimsSidecar.Audit;

/// <summary>Entries of the audit log as one line of JSON.</summary>
internal static partial class AuditFormat
{
    private static readonly AuditJson Json = new(new JsonSerializerOptions(AuditJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static byte[] Write(AuditEntry entry) => JsonSerializer.SerializeToUtf8Bytes(entry, Json.AuditEntry);

    /// <summary>False for what is no entry, such as a line that a crash cut off.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out AuditEntry? entry)
    {
        try
        {
            entry = JsonSerializer.Deserialize(text, Json.AuditEntry);
        }
        catch (JsonException)
        {
            entry = null;
        }

        return entry is not null;
    }

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(AuditEntry))]
    private sealed partial class AuditJson : JsonSerializerContext;
}
