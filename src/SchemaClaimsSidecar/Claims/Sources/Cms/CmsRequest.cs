namespace SchemaClaimsSidecar.Claims.Sources.Cms;

/// <summary>A request that can be sent again.</summary>
/// <param name="method">Its method.</param>
/// <param name="uri">Where it goes.</param>
/// <param name="maxBytes">The largest answer.</param>
/// <param name="prepare">Gives each message, just before it is sent, its headers and content.</param>
internal sealed class CmsRequest(HttpMethod method, Uri uri, int maxBytes, Action<HttpRequestMessage> prepare)
{
    public int MaxBytes => maxBytes;

    public HttpRequestMessage NewMessage()
    {
        var message = new HttpRequestMessage(method, uri);
        message.Headers.Accept.ParseAdd("application/json");
        prepare(message);
        return message;
    }

    /// <summary>What an administrator may see of it.</summary>
    public override string ToString() => $"{method} {uri}";
}
