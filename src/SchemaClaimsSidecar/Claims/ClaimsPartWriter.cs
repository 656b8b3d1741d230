using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SchemaClaimsSidecar.Claims;

/// <summary>Writes claim-set metadata as the Configuration Service answers it: claims by name, authorizations by id.</summary>
internal static class ClaimsPartWriter
{
    private static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly JsonEncodedText ClaimSetNameProperty = JsonEncodedText.Encode("claimSetName");
    private static readonly JsonEncodedText ClaimsProperty = JsonEncodedText.Encode("claims");
    private static readonly JsonEncodedText NameProperty = JsonEncodedText.Encode("name");
    private static readonly JsonEncodedText AuthorizationIdProperty = JsonEncodedText.Encode("authorizationId");
    private static readonly JsonEncodedText AuthorizationsProperty = JsonEncodedText.Encode("authorizations");
    private static readonly JsonEncodedText IdProperty = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText ActionsProperty = JsonEncodedText.Encode("actions");
    private static readonly JsonEncodedText StrategiesProperty = JsonEncodedText.Encode("authorizationStrategies");

    public static ReadOnlyMemory<byte> Write(Lineage lineage, IReadOnlyList<EffectiveClaimSet> claimSets)
    {
        var leaves = SortedLeaves(lineage);
        var names = Array.ConvertAll(leaves, leaf => JsonEncodedText.Encode(lineage.Entries[leaf].Claim.Name, Options.Encoder));
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartArray();
            foreach (var claimSet in claimSets)
                WriteClaimSet(json, claimSet, leaves, names);
            json.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The leaves as the service sorts them: by name in the invariant culture, equal ones in document order.</summary>
    private static int[] SortedLeaves(Lineage lineage)
    {
        var names = CultureInfo.InvariantCulture.CompareInfo;
        var leaves = Enumerable.Range(0, lineage.Entries.Count).Where(i => lineage.Entries[i].Claim.IsLeaf).ToArray();
        Array.Sort(leaves, (left, right) =>
        {
            var order = names.Compare(lineage.Entries[left].Claim.Name, lineage.Entries[right].Claim.Name);
            return order != 0 ? order : left - right;
        });
        return leaves;
    }

    private static void WriteClaimSet(Utf8JsonWriter json, EffectiveClaimSet claimSet, int[] leaves, JsonEncodedText[] names)
    {
        json.WriteStartObject();
        json.WriteString(ClaimSetNameProperty, claimSet.Name);
        json.WriteStartArray(ClaimsProperty);
        for (var i = 0; i < leaves.Length; i++)
        {
            var id = claimSet.AuthorizationIds[leaves[i]];
            if (id == 0)
                continue;
            json.WriteStartObject();
            json.WriteString(NameProperty, names[i]);
            json.WriteNumber(AuthorizationIdProperty, id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray(AuthorizationsProperty);
        for (var i = 0; i < claimSet.Authorizations.Count; i++)
            WriteAuthorization(json, claimSet.FirstId + i, claimSet.Authorizations[i]);
        json.WriteEndArray();
        json.WriteEndObject();
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
