using Interop.Tests.Support;

namespace Interop.Tests;

/// <summary>Our client against our server: the same cases without foreign help, TLS included.</summary>
public sealed class OwnEndsTests : IAsyncLifetime
{
    private InteropServer? _server;

    public static TheoryData<string, Transport> Cases => CaseNames.Ours;

    public async Task InitializeAsync() => _server = await InteropServer.StartAsync();

    public async Task DisposeAsync() => await _server!.DisposeAsync();

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Case_WithOurClient_Passes(string name, Transport transport)
    {
        using var channel = OurClient.Connect(_server!.Target(transport), transport == Transport.Tls ? _server.CertificatePath : null);

        await CaseNames.RunAsync(new Cases(channel), name);
    }
}
