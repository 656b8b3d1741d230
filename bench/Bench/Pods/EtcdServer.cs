using System.Net;
using System.Net.Sockets;
using Bench.Rigs;

namespace Bench.Pods;

/// <summary>One etcd server that flushes what it acknowledges, as it does by itself.</summary>
internal sealed class EtcdServer : IDisposable
{
    private const string Program = "/usr/bin/etcd";

    private readonly ChildProcess _process;

    private EtcdServer(ChildProcess process, string address) => (_process, Address) = (process, address);

    /// <summary>Whether there is an etcd to compare with.</summary>
    public static bool IsInstalled => File.Exists(Program);

    public string Address { get; }

    public static async Task<EtcdServer> StartAsync(string folder, CancellationToken cancellationToken)
    {
        string clients = $"http://127.0.0.1:{FreePort()}", peers = $"http://127.0.0.1:{FreePort()}";
        var process = new ChildProcess(
            "/bin/sh", "-c", "exec \"$@\" 2>&1", "sh", Program, "--data-dir", folder, "--listen-client-urls", clients,
            "--advertise-client-urls", clients, "--listen-peer-urls", peers, "--initial-advertise-peer-urls", peers,
            "--initial-cluster", $"default={peers}", "--max-request-bytes", "4194304");
        await process.ReadAsync("ready to serve client requests", cancellationToken);
        return new EtcdServer(process, clients);
    }

    public void Dispose() => _process.Dispose();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
