using System.Text.RegularExpressions;
using EndToEnd.Tests.Support;
using Testing;

namespace EndToEnd.Tests.Distribution;

/// <summary>A sidecar, a relay and a DMS that know one another by certificates, all of which are exchanged while they run.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TestAuthority _authority = new("CN=Authority");
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Fleet_WhoseCertificatesAreExchanged_GoesOnWithoutARestart()
    {
        File.WriteAllText(_folder["ca.pem"], _authority.Pem);
        foreach (var one in new[] { "hub", "relay", "dms" })
            Write(one, $"CN={one}-1");
        var hubPlace = PlaceOf("hub");
        await using var hub = await SidecarProcess.StartAsync(hubPlace, Server("hub", "CN=relay-1", "CN=relay-2"));
        var relayVariables = new Dictionary<string, string>(Server("relay", "CN=dms-2"))
        {
            ["SCHEMACLAIMS_Store__Kind"] = "Relay",
            ["SCHEMACLAIMS_Store__Upstreams__0"] = await AddressOfAsync(hub),
            ["SCHEMACLAIMS_Relay__UpstreamCaFile"] = _folder["ca.pem"],
            ["SCHEMACLAIMS_Relay__CertificateFile"] = _folder["relay.pem"],
            ["SCHEMACLAIMS_Relay__KeyFile"] = _folder["relay.key"],
        };
        await using var relay = await SidecarProcess.StartAsync(PlaceOf("relay"), relayVariables);
        var address = await AddressOfAsync(relay);
        using var administrator = new Administrator(hubPlace.AdminSocket);
        await administrator.PublishAsync(Samples.Marked("over TLS"));
        await using var dms = await ClientHost.StartAsync("", options =>
        {
            (options.Address, options.SidecarCaFile) = (address, _folder["ca.pem"]);
            (options.CertificateFile, options.KeyFile) = (_folder["dms.pem"], _folder["dms.key"]);
            options.MaxReconnectDelay = options.ReconnectDelay;
        });

        // The relay does not know dms-1, and takes dms-2 by the same client, which was never restarted.
        Assert.Null(dms.Snapshots.Status.Latest);
        Write("relay", "CN=relay-2");
        Write("dms", "CN=dms-2");

        var first = await dms.Snapshots.WaitForFirstAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(1, first.Release.Generation);
        await relay.Log.WaitForAsync("The TLS certificate CN=relay-2, good until ");
    }

    private Dictionary<string, string> Server(string name, params string[] subscribers)
    {
        var variables = new Dictionary<string, string>
        {
            ["SCHEMACLAIMS_Tls__CertificateFile"] = _folder[$"{name}.pem"],
            ["SCHEMACLAIMS_Tls__KeyFile"] = _folder[$"{name}.key"],
            ["SCHEMACLAIMS_Tls__ClientCaFile"] = _folder["ca.pem"],
        };
        foreach (var (number, subject) in subscribers.Index())
            variables[$"SCHEMACLAIMS_Access__CertificateSubscribe__{number}"] = subject;
        return variables;
    }

    private void Write(string name, string subject) => _authority.Write(subject, _folder[$"{name}.pem"], _folder[$"{name}.key"]);

    private Place PlaceOf(string name) =>
        Place.In(Directory.CreateDirectory(_folder[$"{name}-place"]).FullName) with { Listen = "https://127.0.0.1:0" };

    private static async Task<string> AddressOfAsync(SidecarProcess sidecar) =>
        Regex.Match(await sidecar.Log.WaitForAsync("https://127.0.0.1:"), @"https://127\.0\.0\.1:\d+").Value;
}
