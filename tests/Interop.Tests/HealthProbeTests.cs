using Interop.Tests.Support;

namespace Interop.Tests;

/// <summary>The probe (python/health_probe.py) tells the answers of grpc.health.v1 apart.</summary>
public sealed class HealthProbeTests
{
    private static readonly string Proto = Path.Combine(AppContext.BaseDirectory, "protos", "health");

    [PythonTheory]
    [InlineData(Transport.Tcp, "", 0, "SERVING")]
    [InlineData(Transport.Unix, "", 0, "SERVING")]
    [InlineData(Transport.Tls, "", 0, "SERVING")]
    [InlineData(Transport.Unix, "down", 1, "NOT_SERVING")]
    [InlineData(Transport.Unix, "missing", 2, "NOT_FOUND: There is no service 'missing'.")]
    public async Task Check_OverEachTransport_PrintsTheStatus(Transport transport, string service, int exitCode, string line)
    {
        await using var server = await InteropServer.StartAsync();

        var (code, lines) = await PeerProcess.RunAsync(
            Python.Program,
            [
                Python.Script("health_probe.py"), "--proto", Proto, "--target", server.Target(transport), "--service", service,
                .. transport == Transport.Tls ? new[] { "--ca", server.CertificatePath } : [],
            ]);

        Assert.Equal(line, lines[0]);
        Assert.Equal(exitCode, code);
    }

    [PythonFact]
    public async Task Watch_UntilASecondStatus_PrintsEachAsItComes()
    {
        await using var server = await InteropServer.StartAsync();

        var (code, lines) = await PeerProcess.RunAsync(
            Python.Program,
            [Python.Script("health_probe.py"), "--proto", Proto, "--target", server.Target(Transport.Unix), "--watch", "--count", "2"]);

        Assert.Equal(["NOT_SERVING", "SERVING"], lines[..2]);
        Assert.Equal(0, code);
    }
}
