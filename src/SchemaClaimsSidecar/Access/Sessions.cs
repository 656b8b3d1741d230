using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace SchemaClaimsSidecar.Access;

/// <summary>
/// The browsers that have signed in with a token, each known by a cookie that scripts cannot read and other sites cannot use. They are
/// kept in memory: a restart signs everybody out. What a token may is asked anew for every request.
/// </summary>
internal sealed class Sessions(TokenCallers tokens, JwtCallers jwts, TimeProvider time) : ICallers
{
    private const string CookieName = "schema-claims-session";
    private const int IdBytes = 32;

    // The oldest goes: nobody fills the memory by signing in.
    private const int Most = 1000;

    private static readonly TimeSpan Duration = TimeSpan.FromHours(8);

    private readonly ConcurrentDictionary<string, Session> _sessions = new();

    /// <summary>Signs a browser in; false when the token is nobody's.</summary>
    public async ValueTask<bool> TrySignInAsync(HttpContext context, string token)
    {
        if ((tokens.Find(token) ?? await jwts.FindAsync(token).ConfigureAwait(false)) is not { Right: not null })
            return false;
        Trim();
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        _sessions[id] = new Session(token, time.GetUtcNow() + Duration);
        context.Response.Cookies.Append(CookieName, id, OptionsFor(context));
        return true;
    }

    public void SignOut(HttpContext context)
    {
        if (context.Request.Cookies[CookieName] is { } id)
            _sessions.TryRemove(id, out _);
        context.Response.Cookies.Delete(CookieName, OptionsFor(context));
    }

    public async ValueTask<Caller?> IdentifyAsync(HttpContext context)
    {
        if (context.Request.Cookies[CookieName] is not { } id || !_sessions.TryGetValue(id, out var session))
            return null;
        if (session.Ends > time.GetUtcNow())
            return tokens.Find(session.Token) ?? await jwts.FindAsync(session.Token).ConfigureAwait(false);
        _sessions.TryRemove(id, out _);
        return null;
    }

    private void Trim()
    {
        while (_sessions.Count >= Most)
            _sessions.TryRemove(_sessions.MinBy(session => session.Value.Ends).Key, out _);
    }

    private static CookieOptions OptionsFor(HttpContext context) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        Path = "/",
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
    };
}
