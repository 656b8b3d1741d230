using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MiniDms.Documents;

/// <summary>The tag and the time that DMS keeps in a stored document.</summary>
internal static class DocumentStamp
{
    /// <summary>Puts the document's id, tag and time into it.</summary>
    /// <returns>The tag.</returns>
    public static string Apply(JsonObject document, Guid uuid, TimeProvider time)
    {
        document["id"] = uuid.ToString();
        var etag = Etag(document);
        document["_etag"] = etag;
        document["_lastModifiedDate"] = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return etag;
    }

    /// <summary>A hash of all that the client says.</summary>
    public static string Etag(JsonObject document)
    {
        var copy = document.DeepClone().AsObject();
        foreach (var own in (string[])["_etag", "_lastModifiedDate", "id"])
            copy.Remove(own);
        return Convert.ToBase64String(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(copy)));
    }
}
