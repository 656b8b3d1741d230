using Interop.Tests.Support;
using Testing;

namespace Interop.Tests;

/// <summary>Our client against grpcio's server.</summary>
public sealed class PythonServerTests(PythonServerTests.Servers servers) : IClassFixture<PythonServerTests.Servers>
{
    public static TheoryData<string, Transport> Cases => CaseNames.Ours;

    [PythonTheory]
    [MemberData(nameof(Cases))]
    public async Task Case_WithOurClient_Passes(string name, Transport transport)
    {
        using var channel = OurClient.Connect(servers.Targets[transport], transport == Transport.Tls ? servers.CertificatePath : null);

        await CaseNames.RunAsync(new Cases(channel), name);
    }

    /// <summary>A process for each transport.</summary>
    public sealed class Servers : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();
        private readonly List<PeerProcess> _processes = [];

        public Dictionary<Transport, string> Targets { get; } = [];

        public string CertificatePath => _folder["certificate.pem"];

        public async Task InitializeAsync()
        {
            if (Python.WhyAbsent is not null)
                return;
            using (var certificate = Certificate.Create())
                Certificate.Save(certificate, CertificatePath);
            var socket = $"unix:{_folder["grpc.sock"]}";
            await StartAsync(socket);
            Targets[Transport.Unix] = socket;
            Targets[Transport.Tcp] = $"127.0.0.1:{await StartAsync("127.0.0.1:0")}";
            Targets[Transport.Tls] = $"localhost:{await StartAsync("127.0.0.1:0", "--certificate", CertificatePath)}";
        }

        public async Task DisposeAsync()
        {
            foreach (var process in _processes)
                await process.DisposeAsync();
            _folder.Dispose();
        }

        private Task<string> StartAsync(string listen, params string[] more)
        {
            var process = PeerProcess.Start(Python.Program, [Python.Script("interop_server.py"), "--listen", listen, .. more]);
            _processes.Add(process);
            return process.WaitForAsync("LISTENING ");
        }
    }
}
