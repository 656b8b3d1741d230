using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Testing;

namespace SchemaClaimsSidecar.Tests.Access;

/// <summary>Who may do what with a JSON Web Token.</summary>
public sealed class JwtTests : IAsyncLifetime
{
    private const string Issuer = "https://issuer.example";
    private const string Audience = "schema-claims";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private ManagedSidecar _sidecar = null!;

    public async Task InitializeAsync()
    {
        var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["jwks.json"], KeySet(_key));
        _sidecar = await ManagedSidecar.StartAsync(
            folder, ("Access:Jwt:JwksFile", folder["jwks.json"]), ("Access:Jwt:Issuer", Issuer), ("Access:Jwt:Audience", Audience));
    }

    public async Task DisposeAsync()
    {
        await _sidecar.DisposeAsync();
        _key.Dispose();
    }

    [Theory]
    [InlineData("schema-claims-read", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("schema-claims-change", HttpStatusCode.OK, HttpStatusCode.NotFound)]
    [InlineData("something-else", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    public async Task Token_OfTheIssuer_MayWhatItsRoleMay(string role, HttpStatusCode reading, HttpStatusCode changing)
    {
        Assert.Equal((reading, changing), await UseAsync(Token(descriptor => descriptor.Subject = Roles(role))));
    }

    [Fact]
    public async Task Token_Expired_CountsNoMore()
    {
        var token = Token(_ => { });
        _sidecar.Time.Advance(TimeSpan.FromMinutes(12));

        await AssertNobodyAsync(token);
    }

    [Fact]
    public Task Token_NotYetValid_DoesNotCount() =>
        AssertNobodyAsync(Token(descriptor => descriptor.NotBefore = _sidecar.Time.GetUtcNow().UtcDateTime.AddMinutes(5)));

    [Fact]
    public Task Token_OfAnotherIssuer_DoesNotCount() => AssertNobodyAsync(Token(descriptor => descriptor.Issuer = "https://other.example"));

    [Fact]
    public Task Token_ForSomebodyElse_DoesNotCount() => AssertNobodyAsync(Token(descriptor => descriptor.Audience = "another"));

    [Fact]
    public Task Token_WithoutASubject_DoesNotCount() => AssertNobodyAsync(Token(
        descriptor => descriptor.Subject = new ClaimsIdentity([new Claim("roles", "schema-claims-change")])));

    [Fact]
    public async Task Token_SignedWithAnotherKey_DoesNotCount()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await AssertNobodyAsync(Token(descriptor => descriptor.SigningCredentials = Credentials(other)));
    }

    [Fact]
    public async Task Token_NotSigned_DoesNotCount()
    {
        var parts = Token(_ => { }).Split('.');
        var header = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");

        await AssertNobodyAsync($"{header}.{parts[1]}.");
        await AssertNobodyAsync($"{header}.{parts[1]}.{parts[2]}");
    }

    [Fact]
    public async Task Token_SignedWithThePublicKeyAsASecret_DoesNotCount()
    {
        var secret = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(_key.ExportSubjectPublicKeyInfoPem()));

        await AssertNobodyAsync(Token(
            descriptor => descriptor.SigningCredentials = new SigningCredentials(secret, SecurityAlgorithms.HmacSha256)));
    }

    [Fact]
    public async Task KeySet_Changed_CountsAtOnce()
    {
        using var next = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var path = _sidecar.Folder["jwks.json"];
        var before = File.GetLastWriteTimeUtc(path);
        await File.WriteAllTextAsync(path, KeySet(next));
        File.SetLastWriteTimeUtc(path, before.AddSeconds(1));

        await AssertNobodyAsync(Token(_ => { }));
        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.NotFound), await UseAsync(Token(descriptor => descriptor.SigningCredentials = Credentials(next))));
    }

    private async Task AssertNobodyAsync(string token) =>
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), await UseAsync(token));

    private async Task<(HttpStatusCode Reading, HttpStatusCode Changing)> UseAsync(string token) => (
        (await _sidecar.SendAsync(HttpMethod.Get, "/status", token)).Status,
        (await _sidecar.SendAsync(HttpMethod.Post, "/management/reload-claimsets", token)).Status);

    private string Token(Action<SecurityTokenDescriptor> change)
    {
        var now = _sidecar.Time.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            Subject = Roles("schema-claims-change"),
            NotBefore = now,
            IssuedAt = now,
            Expires = now.AddMinutes(10),
            SigningCredentials = Credentials(_key),
        };
        change(descriptor);
        if (descriptor.NotBefore > descriptor.Expires)
            descriptor.Expires = descriptor.NotBefore.Value.AddMinutes(10);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    private static ClaimsIdentity Roles(string role) => new([new Claim("sub", "ann"), new Claim("roles", role)]);

    private static SigningCredentials Credentials(ECDsa key) => new(new ECDsaSecurityKey(key), SecurityAlgorithms.EcdsaSha256);

    private static string KeySet(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return $$"""
            {"keys":[{"kty":"EC","crv":"P-256","x":"{{Base64UrlEncoder.Encode(point.X)}}","y":"{{Base64UrlEncoder.Encode(point.Y)}}"}]}
            """;
    }
}
