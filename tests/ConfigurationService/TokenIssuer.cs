using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ConfigurationService;

/// <summary>The token endpoint (RFC 6749, 4.4) and what it issued.</summary>
internal sealed class TokenIssuer(FakeConfigurationService service)
{
    private readonly ConcurrentDictionary<string, (DateTimeOffset Expires, string Scope)> _issued = new();

    public void Revoke() => _issued.Clear();

    public async Task AnswerAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        if (form["grant_type"] != "client_credentials")
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "unsupported_grant_type");
        else if (form["client_id"] != FakeConfigurationService.ClientId || form["client_secret"] != service.ClientSecret)
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "invalid_client");
        else if (!service.Scopes.Contains(form["scope"].ToString()))
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "invalid_scope");
        else
            await IssueAsync(context, form["scope"].ToString());
    }

    /// <summary>The status with which a request for claims is refused; null when its token is good for it.</summary>
    public int? Refusal(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (!authorization.StartsWith("Bearer ", StringComparison.Ordinal)
            || !_issued.TryGetValue(authorization["Bearer ".Length..], out var token) || token.Expires <= service.Clock.GetUtcNow())
            return StatusCodes.Status401Unauthorized;
        return FakeConfigurationService.SufficientScopes.Contains(token.Scope) ? null : StatusCodes.Status403Forbidden;
    }

    private static Task RefuseAsync(HttpContext context, int status, string error)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { error }, context.RequestAborted);
    }

    private async Task IssueAsync(HttpContext context, string scope)
    {
        var token = "secret-token-" + Guid.NewGuid().ToString("N");
        _issued[token] = (service.Clock.GetUtcNow() + service.TokenLife, scope);
        var answer = new JsonObject { ["access_token"] = token, ["token_type"] = "Bearer" };
        if (service.ExpiresIn(service.TokenLife) is { } expiresIn)
            answer["expires_in"] = JsonNode.Parse(expiresIn);
        context.Response.Headers.Date = service.Clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        await context.Response.WriteAsJsonAsync(answer, JsonSerializerOptions.Web, cancellationToken: context.RequestAborted);
    }
}
