using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SchemaClaimsSidecar.Access;

/// <summary>Tells who calls by a JSON Web Token of the configured issuer.</summary>
internal sealed class JwtCallers(IOptions<AccessOptions> options, TimeProvider time, ILogger<JwtCallers> log) : ICallers
{
    // Asymmetric signatures only: a key set is no secret.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly JwtOptions _options = options.Value.Jwt;
    private readonly WatchedFile<IList<SecurityKey>>? _keys = options.Value.Jwt.JwksFile.Length == 0
        ? null
        : new WatchedFile<IList<SecurityKey>>(
            options.Value.Jwt.JwksFile, bytes => new JsonWebKeySet(System.Text.Encoding.UTF8.GetString(bytes)).GetSigningKeys(), [], log);

    public async ValueTask<Caller?> IdentifyAsync(HttpContext context) =>
        BearerToken.Of(context) is { } token ? await FindAsync(token).ConfigureAwait(false) : null;

    /// <summary>Whose token it is; null when it does not hold.</summary>
    public async ValueTask<Caller?> FindAsync(string token)
    {
        if (_keys is null || !_handler.CanReadToken(token))
            return null;
        var result = await _handler.ValidateTokenAsync(token, ParametersFor(_keys.Value)).ConfigureAwait(false);
        if (!result.IsValid || result.ClaimsIdentity.FindFirst(JwtRegisteredClaimNames.Sub)?.Value is not { Length: > 0 } subject)
            return null;
        var roles = result.ClaimsIdentity.FindAll(_options.RoleClaim).Select(claim => claim.Value).ToArray();
        Right? right = roles.Contains(_options.ChangeRole) ? Right.Change : roles.Contains(_options.ReadRole) ? Right.Read : null;
        return new Caller($"subject {subject}", $"subject {subject} of {_options.Issuer}", right);
    }

    private TokenValidationParameters ParametersFor(IList<SecurityKey> keys) => new()
    {
        ValidIssuer = _options.Issuer,
        ValidAudience = _options.Audience,
        ValidAlgorithms = Algorithms,
        IssuerSigningKeys = keys,
        RequireExpirationTime = true,
        LifetimeValidator = (notBefore, expires, _, _) =>
            time.GetUtcNow().UtcDateTime is var now && (notBefore ?? now) - ClockSkew <= now && expires + ClockSkew > now,
    };
}
