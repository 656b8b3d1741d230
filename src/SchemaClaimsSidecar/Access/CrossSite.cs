using Microsoft.Net.Http.Headers;

namespace SchemaClaimsSidecar.Access;

/// <summary>Tells requests that another site makes a browser send: they carry its cookie or certificate, but nobody meant them.</summary>
internal static class CrossSite
{
    private static readonly string[] Own = ["same-origin", "none"];

    /// <summary>Whether a request that may change something comes from elsewhere than the pages that are served here.</summary>
    public static bool Is(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return false;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return !Own.Contains(site);
        var origin = request.Headers[HeaderNames.Origin].ToString();
        return origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}";
    }
}
