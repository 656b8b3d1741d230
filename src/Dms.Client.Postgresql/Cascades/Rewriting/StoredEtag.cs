using System.Text.Json;

namespace Dms.Client.Postgresql.Cascades.Rewriting;

/// <summary>The tag that stands in a stored document.</summary>
internal static class StoredEtag
{
    /// <summary>The tag; empty when the document has none.</summary>
    public static string Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, DocumentScan.ReaderOptions);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isTag = reader.ValueTextEquals("_etag"u8);
            reader.Read();
            if (isTag)
                return reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
            reader.Skip();
        }

        return "";
    }
}
