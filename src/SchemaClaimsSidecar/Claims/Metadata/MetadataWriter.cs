using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SchemaClaimsSidecar.Claims.Metadata;

/// <summary>Writes claim-set metadata as the Configuration Service answers it, authorizations numbered through.</summary>
internal static class MetadataWriter
{
    private static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly JsonEncodedText ClaimSetNameProperty = JsonEncodedText.Encode(MetadataProperties.ClaimSetName);
    private static readonly JsonEncodedText ClaimsProperty = JsonEncodedText.Encode(MetadataProperties.Claims);
    private static readonly JsonEncodedText NameProperty = JsonEncodedText.Encode(MetadataProperties.Name);
    private static readonly JsonEncodedText AuthorizationIdProperty = JsonEncodedText.Encode(MetadataProperties.AuthorizationId);
    private static readonly JsonEncodedText AuthorizationsProperty = JsonEncodedText.Encode(MetadataProperties.Authorizations);
    private static readonly JsonEncodedText IdProperty = JsonEncodedText.Encode(MetadataProperties.Id);
    private static readonly JsonEncodedText ActionsProperty = JsonEncodedText.Encode(MetadataProperties.Actions);
    private static readonly JsonEncodedText StrategiesProperty = JsonEncodedText.Encode(MetadataProperties.Strategies);

    public static ReadOnlyMemory<byte> Write(IEnumerable<ClaimSetMetadata> claimSets) => Write(claimSets, inBrief: static _ => false);

    /// <param name="claimSets">What to write.</param>
    /// <param name="inBrief">The claim sets of which only the name is written.</param>
    public static ReadOnlyMemory<byte> Write(IEnumerable<ClaimSetMetadata> claimSets, Func<ClaimSetMetadata, bool> inBrief)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            var lastId = 0;
            json.WriteStartArray();
            foreach (var claimSet in claimSets)
            {
                json.WriteStartObject();
                json.WriteString(ClaimSetNameProperty, claimSet.Name);
                if (!inBrief(claimSet))
                    lastId = WriteContent(json, claimSet, lastId);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static int WriteContent(Utf8JsonWriter json, ClaimSetMetadata claimSet, int idsBefore)
    {
        json.WriteStartArray(ClaimsProperty);
        foreach (var claim in claimSet.Claims)
        {
            json.WriteStartObject();
            json.WriteString(NameProperty, claim.Name);
            json.WriteNumber(AuthorizationIdProperty, idsBefore + claim.AuthorizationId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray(AuthorizationsProperty);
        var id = idsBefore;
        foreach (var authorization in claimSet.Authorizations)
            WriteAuthorization(json, ++id, authorization);
        json.WriteEndArray();
        return id;
    }

    private static void WriteAuthorization(Utf8JsonWriter json, int id, Authorization authorization)
    {
        json.WriteStartObject();
        json.WriteNumber(IdProperty, id);
        json.WriteStartArray(ActionsProperty);
        foreach (var action in authorization.Actions)
        {
            json.WriteStartObject();
            json.WriteString(NameProperty, action.Action);
            json.WriteStartArray(StrategiesProperty);
            foreach (var strategy in action.Strategies.Names)
            {
                json.WriteStartObject();
                json.WriteString(NameProperty, strategy);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
