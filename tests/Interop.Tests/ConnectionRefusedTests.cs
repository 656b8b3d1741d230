using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Testing;
using Interop.Tests.Support;
using Testing;

namespace Interop.Tests;

public sealed class ConnectionRefusedTests
{
    [Fact]
    public async Task Call_ToAClosedPort_IsUnavailable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var target = $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        listener.Stop();

        await AssertUnavailableAsync(target);
    }

    [Fact]
    public async Task Call_ToAMissingSocket_IsUnavailable()
    {
        using var folder = new TemporaryFolder();

        await AssertUnavailableAsync($"unix:{folder["nobody.sock"]}");
    }

    [Fact]
    public async Task Call_ToAServerWhoseCertificateIsNotTrusted_IsUnavailable()
    {
        await using var server = await InteropServer.StartAsync();
        using var folder = new TemporaryFolder();
        using (var other = Certificate.Create())
            Certificate.Save(other, folder["other.pem"]);

        await AssertUnavailableAsync(server.Target(Transport.Tls), folder["other.pem"]);
    }

    private static async Task AssertUnavailableAsync(string target, string? certificate = null)
    {
        using var channel = OurClient.Connect(target, certificate);
        var client = new Grpc.Testing.TestService.TestServiceClient(channel);

        var error = await Assert.ThrowsAsync<RpcException>(
            () => client.EmptyCallAsync(new Empty(), deadline: DateTime.UtcNow.AddSeconds(30)).ResponseAsync);

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
    }
}
