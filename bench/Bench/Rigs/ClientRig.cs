using Dms.Client.Snapshots;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bench.Rigs;

/// <summary>A host with the client in it, subscribed.</summary>
internal sealed class ClientRig : IAsyncDisposable
{
    private readonly IHost _host;

    private ClientRig(IHost host) => _host = host;

    public ISnapshots Snapshots => _host.Services.GetRequiredService<ISnapshots>();

    /// <param name="sidecar">The sidecar to follow.</param>
    /// <param name="configure">A last word on the options.</param>
    public static Task<ClientRig> StartAsync(SidecarRig sidecar, Action<DmsSnapshotsOptions>? configure = null) =>
        StartAsync(sidecar.DmsSocket, configure);

    /// <param name="socket">The socket of the sidecar to follow.</param>
    /// <param name="configure">A last word on the options.</param>
    public static async Task<ClientRig> StartAsync(string socket, Action<DmsSnapshotsOptions>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddDmsSnapshots(options =>
        {
            options.Address = $"unix://{socket}";
            options.Subscriber = "bench-dms";
            configure?.Invoke(options);
        });
        var client = new ClientRig(builder.Build());
        await client._host.StartAsync();
        await client.ConnectedAsync();
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private async Task ConnectedAsync()
    {
        while (Snapshots.Status.State != SubscriptionState.Connected)
            await Task.Delay(1);
    }
}
