using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using Testing;

namespace SchemaClaimsSidecar.Tests.Access;

/// <summary>TLS, and who may do what with a client certificate.</summary>
public sealed class CertificateTests : IAsyncLifetime
{
    private readonly TestAuthority _authority = new("CN=Authority");
    private ManagedSidecar _sidecar = null!;

    public async Task InitializeAsync()
    {
        var folder = new TemporaryFolder();
        await WriteServerAsync(folder, "CN=first");
        await File.WriteAllTextAsync(folder["ca.pem"], _authority.Pem);
        _sidecar = await ManagedSidecar.StartAsync(
            folder, ("Listen:Management", "https://127.0.0.1:0"), ("Tls:CertificateFile", folder["server.pem"]),
            ("Tls:KeyFile", folder["server.key"]), ("Tls:ClientCaFile", folder["ca.pem"]),
            ("Access:CertificateChange:0", "CN=carl,O=District"), ("Access:CertificateRead:0", "CN=rita"));
    }

    public async Task DisposeAsync()
    {
        await _sidecar.DisposeAsync();
        _authority.Dispose();
    }

    [Theory]
    [InlineData("CN=carl, O=District", HttpStatusCode.OK, HttpStatusCode.NotFound)]
    [InlineData("CN=rita", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("CN=carl", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized)]
    public async Task Request_WithACertificate_IsDoneWhereItMay(string? subject, HttpStatusCode reading, HttpStatusCode changing)
    {
        using var certificate = subject is null ? null : _authority.Issue(subject);

        Assert.Equal(reading, await SendAsync(HttpMethod.Get, "/status", certificate));
        Assert.Equal(changing, await SendAsync(HttpMethod.Post, "/management/reload-claimsets", certificate));
    }

    [Theory]
    [InlineData("CN=carl, O=District", StatusCode.OK, StatusCode.FailedPrecondition)]
    [InlineData("CN=rita", StatusCode.OK, StatusCode.PermissionDenied)]
    [InlineData("CN=carl", StatusCode.PermissionDenied, StatusCode.PermissionDenied)]
    [InlineData(null, StatusCode.Unauthenticated, StatusCode.Unauthenticated)]
    internal async Task Call_WithACertificate_IsDoneWhereItMay(string? subject, StatusCode reading, StatusCode changing)
    {
        using var certificate = subject is null ? null : _authority.Issue(subject);
        using var channel = GrpcChannel.ForAddress(_sidecar.Management, new GrpcChannelOptions
        {
            HttpHandler = new CallMarkHandler(HandlerFor(certificate, SslProtocols.Tls13, _ => { })),
            DisposeHttpClient = true,
        });
        var client = new Admin.AdminClient(channel);

        Assert.Equal(reading, await StatusOfAsync(async () => await client.ListReleasesAsync(new ListReleasesRequest())));
        Assert.Equal(changing, await StatusOfAsync(async () => await client.PromoteAsync(new PromoteRequest())));
    }

    [Fact]
    public async Task Connection_WithACertificateOfAnotherAuthority_IsRefused()
    {
        using var other = new TestAuthority("CN=Authority");
        using var certificate = other.Issue("CN=carl, O=District");

        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(HttpMethod.Get, "/status", certificate));
    }

    [Fact]
    public async Task Connection_OverAnOlderTls_IsRefused() =>
        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(HttpMethod.Get, "/healthz", null, SslProtocols.Tls12));

    [Fact]
    public async Task ServerCertificate_Rotated_IsPresentedFromThenOn()
    {
        Assert.Equal("CN=first", await PresentedAsync());

        await WriteServerAsync(_sidecar.Folder, "CN=second");
        Assert.Equal("CN=second", await PresentedAsync());

        await File.WriteAllTextAsync(_sidecar.Folder["server.pem"], "nonsense");
        Touch(_sidecar.Folder["server.pem"]);
        Assert.Equal("CN=second", await PresentedAsync());
    }

    private async Task<string> PresentedAsync()
    {
        var subject = "";
        await SendAsync(HttpMethod.Get, "/healthz", null, onServer: certificate => subject = certificate.Subject);
        return subject;
    }

    private async Task<HttpStatusCode> SendAsync(
        HttpMethod method, string path, X509Certificate2? certificate, SslProtocols protocols = SslProtocols.Tls13,
        Action<X509Certificate>? onServer = null)
    {
        using var handler = HandlerFor(certificate, protocols, presented => onServer?.Invoke(presented));
        return (await _sidecar.SendAsync(method, path, handler: handler)).Status;
    }

    private static SocketsHttpHandler HandlerFor(X509Certificate2? certificate, SslProtocols protocols, Action<X509Certificate> onServer) => new()
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = protocols,
            ClientCertificates = certificate is null ? [] : [certificate],
            RemoteCertificateValidationCallback = (_, presented, _, _) =>
            {
                onServer(presented!);
                return true;
            },
        },
    };

    private static async Task<StatusCode> StatusOfAsync(Func<Task> call)
    {
        try
        {
            await call();
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }

    private async Task WriteServerAsync(TemporaryFolder folder, string subject)
    {
        using var certificate = _authority.Issue(subject);
        await File.WriteAllTextAsync(folder["server.key"], certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(folder["server.pem"], certificate.ExportCertificatePem());
        Touch(folder["server.pem"]);
    }

    // Two writes may come within one tick of the file system's clock.
    private static void Touch(string path) => File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddSeconds(RandomNumberGenerator.GetInt32(1, 100_000)));
}
