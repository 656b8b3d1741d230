using Microsoft.Net.Http.Headers;

namespace SchemaClaimsSidecar.Access;

/// <summary>The token that a request bears.</summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    /// <summary>Null where there is none.</summary>
    public static string? Of(HttpContext context)
    {
        var header = context.Request.Headers[HeaderNames.Authorization].ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
    }
}
