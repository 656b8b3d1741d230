using Dms.Client.Snapshots;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EndToEnd.Tests.Support;

/// <summary>A host with the client in it, as DMS has it.</summary>
internal sealed class ClientHost : IAsyncDisposable
{
    private readonly IHost _host;

    private ClientHost(IHost host) => _host = host;

    public ISnapshots Snapshots => _host.Services.GetRequiredService<ISnapshots>();

    public static async Task<ClientHost> StartAsync(string socket, Action<DmsSnapshotsOptions>? configure = null, TimeProvider? time = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddDmsSnapshots(options =>
        {
            options.Address = $"unix://{socket}";
            options.Subscriber = "dms-1";
            configure?.Invoke(options);
        });
        builder.Services.AddHealthChecks().AddDmsSnapshots();
        builder.Logging.SetMinimumLevel(LogLevel.None);
        var client = new ClientHost(builder.Build());
        await client._host.StartAsync();
        return client;
    }

    public async Task<HealthStatus> HealthAsync() =>
        (await _host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status;

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
