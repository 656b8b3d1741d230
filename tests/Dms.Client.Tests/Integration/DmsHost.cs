using Dms.Client.Snapshots;
using Dms.Client.Subscription;
using Dms.Client.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SchemaClaims.V1;
using Testing;

namespace Dms.Client.Tests.Integration;

/// <summary>A host that registers providers as DMS does, and then the adapters in their place.</summary>
internal sealed class DmsHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly ManualTimeProvider _time = new();
    private readonly FakeDistribution _sidecar = new();
    private FakeStream? _stream;

    private DmsHost(Action<IServiceCollection, Action<DmsSnapshotsOptions>> register)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<TimeProvider>(_time).AddSingleton<IDistribution>(_sidecar);
        register(builder.Services, options =>
        {
            options.Address = "unix:///nowhere.sock";
            options.MaxClaimsAge = TimeSpan.FromMinutes(10);
            options.WhenTooOld = WhenTooOld.FailClosed;
        });
        _host = builder.Build();
    }

    public static async Task<DmsHost> StartAsync(Action<IServiceCollection, Action<DmsSnapshotsOptions>> register)
    {
        var host = new DmsHost(register);
        await host._host.StartAsync().WaitAsync(Patience.Limit);
        return host;
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Sends a release.</summary>
    /// <returns>What the client did with it.</returns>
    public async Task<ReportRequest> SendAsync(PublishedRelease release)
    {
        _stream ??= await _sidecar.NextStreamAsync();
        _stream.SendRelease(release);
        return await _sidecar.NextReportAsync();
    }

    /// <summary>Lets the claims turn too old.</summary>
    public void PassTheLimit() => _time.Advance(TimeSpan.FromMinutes(11));

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().WaitAsync(Patience.Limit);
        _host.Dispose();
    }
}
