using System.Text;
using MiniDms.Serving;

namespace MiniDms.Clients;

/// <summary><c>POST /oauth/token</c>: client id and secret as a form, or by basic authentication.</summary>
internal static class TokenEndpoint
{
    private const int LifeSeconds = 1800;

    public static void Map(WebApplication app, ApiClients clients) => app.MapPost("/oauth/token", async (HttpContext context) =>
    {
        var request = context.Request;
        if (!request.HasFormContentType)
            return Problems.BadRequest(context, "The request body must be a form.").ToResult();
        var form = await request.ReadFormAsync(context.RequestAborted);
        if (form["grant_type"] != "client_credentials")
            return Problems.BadRequest(context, "The grant_type must be client_credentials.").ToResult();
        var (id, secret) = Basic(request) ?? (form["client_id"], form["client_secret"]);
        return clients.IssueToken(id, secret) is { } token
            ? Results.Json(new { access_token = token, token_type = "bearer", expires_in = LifeSeconds })
            : Problems.Unauthorized(context, "Invalid client or invalid client credentials.").ToResult();
    });

    private static (string? Id, string? Secret)? Basic(HttpRequest request)
    {
        const string Scheme = "Basic ";
        var header = request.Headers.Authorization.ToString();
        var bytes = new byte[header.Length];
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || !Convert.TryFromBase64String(header[Scheme.Length..], bytes, out var length))
            return null;
        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return parts.Length == 2 ? (parts[0], parts[1]) : null;
    }
}
