using System.Text.Json;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Pages.Publishing;

/// <summary>Finds out from documents what they are for.</summary>
internal static class DocumentRoles
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Null for a document that is none of those that are published.</summary>
    public static DocumentRole? Of(InputDocument document)
    {
        var content = document.Content.Span;
        var start = content.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        var reader = new Utf8JsonReader(content[start..], new JsonReaderOptions { MaxDepth = DocumentReader.MaxDepth });
        try
        {
            return Find(ref reader);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static DocumentRole? Find(ref Utf8JsonReader reader)
    {
        var isSchema = false;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            if (reader.CurrentDepth == 1)
            {
                if (reader.ValueTextEquals("claimsHierarchy"u8))
                    return DocumentRole.Claims;
                if (reader.ValueTextEquals("resourceClaims"u8))
                    return DocumentRole.Fragment;
                isSchema = reader.ValueTextEquals("projectSchema"u8);
            }
            else if (isSchema && reader.CurrentDepth == 2 && reader.ValueTextEquals("isExtensionProject"u8))
            {
                reader.Read();
                return reader.TokenType == JsonTokenType.True ? DocumentRole.Extension : DocumentRole.Core;
            }
        }

        return null;
    }
}
