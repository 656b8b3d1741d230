using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Grpc.Core;
using SchemaClaims.Contracts.Following;
using SchemaClaims.Contracts.Tls;
using SchemaClaims.V1;
using Testing;

namespace SchemaClaimsSidecar.Tests.Access;

/// <summary>Who may subscribe where DMS is served over TLS.</summary>
public sealed class SubscriberCertificateTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestAuthority _root = new("CN=Root");
    private readonly TestAuthority _authority;
    private readonly TemporaryFolder _folder = new();
    private ManagedSidecar _sidecar = null!;

    public SubscriberCertificateTests() => _authority = new TestAuthority("CN=Between", _root);

    public async Task InitializeAsync()
    {
        File.WriteAllText(_folder["ca.pem"], _root.Pem);
        _authority.Write("CN=sidecar", _folder["server.pem"], _folder["server.key"], chain: _authority.Pem);
        _sidecar = await ManagedSidecar.StartAsync(
            new TemporaryFolder(), ("Listen:Management", ""), ("Listen:Dms", "https://127.0.0.1:0"),
            ("Tls:CertificateFile", _folder["server.pem"]), ("Tls:KeyFile", _folder["server.key"]), ("Tls:ClientCaFile", _folder["ca.pem"]),
            ("Access:CertificateSubscribe:0", "CN=dms"));
    }

    public async Task DisposeAsync()
    {
        await _sidecar.DisposeAsync();
        _authority.Dispose();
        _root.Dispose();
        _folder.Dispose();
    }

    // Both ends send who stands between them and the root, which is all that the other knows.
    [Fact]
    public async Task Subscriber_WithACertificate_IsServed()
    {
        WriteClient(_authority, "CN=dms");

        Assert.True(await IsServedAsync());
    }

    [Fact]
    public async Task Subscriber_WithoutACertificate_IsNotServed() =>
        Assert.False(await IsServedAsync(new CertificatePaths("", "", _folder["ca.pem"])));

    [Fact]
    public async Task Subscriber_WithACertificateOfAnotherAuthority_IsNotServed()
    {
        using var other = new TestAuthority("CN=Root");
        WriteClient(other, "CN=dms");

        Assert.False(await IsServedAsync());
    }

    [Fact]
    public async Task Subscriber_WhoseSubjectIsNotListed_IsNotServed()
    {
        WriteClient(_authority, "CN=somebody");

        Assert.False(await IsServedAsync());
    }

    [Fact]
    public async Task Sidecar_WithACertificateOfAnotherAuthority_IsNotFollowed()
    {
        using var other = new TestAuthority("CN=Root");
        WriteClient(_authority, "CN=dms");
        File.WriteAllText(_folder["other-ca.pem"], other.Pem);

        Assert.False(await IsServedAsync(ClientPaths with { Authorities = _folder["other-ca.pem"] }));
    }

    [Fact]
    public async Task Subscriber_WithACertificateThatIsForServers_IsNotServed()
    {
        WriteClient(_authority, "CN=dms", TestAuthority.ForServers);

        Assert.False(await IsServedAsync());
    }

    [Theory]
    [InlineData("localhost", TestAuthority.ForServers, true)]
    [InlineData("localhost", TestAuthority.ForClients, false)]
    [InlineData("elsewhere", TestAuthority.ForServers, false)]
    public async Task Sidecar_WithACertificate_IsFollowedWhereItIsForAServerOfThatName(string host, string use, bool isFollowed)
    {
        WriteClient(_authority, "CN=dms");
        _authority.Write("CN=sidecar", _folder["server.pem"], _folder["server.key"], _authority.Pem, host, use);

        Assert.Equal(isFollowed, await IsServedAsync());
    }

    [Fact]
    public async Task Sidecar_ThatSpeaksAnOlderTls_IsNotFollowed()
    {
        WriteClient(_authority, "CN=dms");
        using var certificate = _root.Issue("CN=old");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}";
        using var connection = new DistributionConnection(address, Patience, Patience, new CertificateFiles(ClientPaths, _ => { }));

        var following = IsServedAsync(connection);
        using (var client = await listener.AcceptTcpClientAsync())
        await using (var old = new SslStream(client.GetStream()))
            await Assert.ThrowsAnyAsync<Exception>(() => old.AuthenticateAsServerAsync(certificate, false, SslProtocols.Tls12, false));

        Assert.False(await following);
    }

    [Fact]
    public async Task ClientCertificate_Rotated_IsShownAtTheNextConnection()
    {
        var problems = new List<string?>();
        WriteClient(_authority, "CN=somebody");
        using var connection = new DistributionConnection(
            Address, Patience, Patience, new CertificateFiles(ClientPaths, problems.Add));
        Assert.False(await IsServedAsync(connection));

        WriteClient(_authority, "CN=dms");
        Assert.True(await IsServedAsync(connection));

        Assert.Equal([null, null], problems);
    }

    private string Address => $"https://localhost:{_sidecar.Management.Port}";

    private CertificatePaths ClientPaths => new(_folder["client.pem"], _folder["client.key"], _folder["ca.pem"]);

    private void WriteClient(TestAuthority authority, string subject, params string[] uses) =>
        authority.Write(subject, _folder["client.pem"], _folder["client.key"], authority.Pem, uses: uses);

    private async Task<bool> IsServedAsync(CertificatePaths? paths = null)
    {
        using var connection = new DistributionConnection(
            Address, Patience, Patience, new CertificateFiles(paths ?? ClientPaths, _ => { }));
        return await IsServedAsync(connection);
    }

    private static async Task<bool> IsServedAsync(DistributionConnection connection)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            var request = new SubscribeRequest { Protocol = 1, Subscriber = "pod-1", Instance = "1" };
            await foreach (var message in connection.SubscribeAsync(request, () => { }, limit.Token))
            {
                Assert.NotNull(message.Heartbeat);
                return true;
            }

            return false;
        }
        catch (RpcException)
        {
            // The handshake ends before the client's certificate is judged: what it is told depends on what it was doing then.
            return false;
        }
    }
}
