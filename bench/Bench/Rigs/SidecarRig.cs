using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Hosting;

namespace Bench.Rigs;

/// <summary>The sidecar as it is, in this process: file store, Unix sockets.</summary>
internal sealed class SidecarRig : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SidecarRig(WebApplication app, string dmsSocket, string adminSocket)
    {
        (_app, DmsSocket) = (app, dmsSocket);
        Uploader = new Uploader(adminSocket);
    }

    public string DmsSocket { get; }

    public Uploader Uploader { get; }

    /// <summary>Where a durable release goes to the subscribers.</summary>
    public ReleaseHub Hub => _app.Services.GetRequiredService<ReleaseHub>();

    /// <param name="work">Where its store and sockets go.</param>
    /// <param name="settings">Settings besides those, or instead of them.</param>
    public static async Task<SidecarRig> StartAsync(WorkFolder work, params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        string dms = work.NewSocket(), admin = work.NewSocket();
        var all = new Dictionary<string, string?>
        {
            ["Store:Folder"] = work.NewFolder(),
            ["Listen:Dms"] = $"unix://{dms}",
            ["Listen:AdminSocket"] = admin,
            ["Logging:LogLevel:Default"] = "Error",
        };
        foreach (var (name, value) in settings)
            all[name] = value;
        var app = SidecarHost.Build(all);
        await app.StartAsync();
        return new SidecarRig(app, dms, admin);
    }

    public async ValueTask DisposeAsync()
    {
        Uploader.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
