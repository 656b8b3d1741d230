using System.Collections.Concurrent;

namespace Interop.Tests.Support;

/// <summary>Our server, and one run of a foreign client for each transport; the cases are read from what it prints.</summary>
public sealed class ClientRuns : IAsyncLifetime
{
    private readonly ConcurrentDictionary<(string Program, Transport Transport), Lazy<Task<string[]>>> _runs = [];
    private InteropServer? _server;

    public async Task InitializeAsync() => _server = await InteropServer.StartAsync();

    public async Task DisposeAsync() => await _server!.DisposeAsync();

    /// <summary>Fails with what the client printed for the case, unless that is "ok".</summary>
    public async Task AssertPassedAsync(string program, Transport transport, string name, Func<string, string?, string[]> arguments)
    {
        var run = _runs.GetOrAdd((program, transport), _ => new Lazy<Task<string[]>>(async () =>
        {
            var certificate = transport == Transport.Tls ? _server!.CertificatePath : null;
            return (await PeerProcess.RunAsync(program, arguments(_server!.Target(transport), certificate))).Lines;
        }));
        var lines = await run.Value;
        if (lines.Contains($"ok {name}"))
            return;
        var failure = Array.Find(lines, line => line.StartsWith($"FAILED {name}:", StringComparison.Ordinal));
        Assert.Fail(failure ?? string.Join('\n', lines));
    }
}
