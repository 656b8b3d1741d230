using Dms.Client.Snapshots;
using Dms.Client.Subscription;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SchemaClaims.V1;
using Testing;

namespace Dms.Client.Tests.Support;

/// <summary>A host with the client in it, a clock that the test moves and a sidecar that the test plays.</summary>
internal sealed class ClientHost : IAsyncDisposable
{
    private readonly IHost _host;

    public ClientHost(
        Action<DmsSnapshotsOptions>? configure = null, Action<IDmsSnapshotsBuilder>? build = null,
        IDistribution? sidecar = null, TimeProvider? time = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log);
        builder.Services.AddSingleton(time ?? Time);
        builder.Services.AddSingleton(sidecar ?? Sidecar);
        builder.Services.AddHealthChecks().AddDmsSnapshots();
        var snapshots = builder.Services.AddDmsSnapshots(options =>
        {
            options.Address = "unix:///nowhere.sock";
            options.Subscriber = "pod-1";
            configure?.Invoke(options);
        });
        build?.Invoke(snapshots);
        _host = builder.Build();
    }

    public ManualTimeProvider Time { get; } = new();

    public FakeDistribution Sidecar { get; } = new();

    public CapturedLog Log { get; } = new();

    public IServiceProvider Services => _host.Services;

    public ISnapshots Snapshots => _host.Services.GetRequiredService<ISnapshots>();

    public DmsSnapshot Current => Snapshots.Current;

    public static async Task<ClientHost> StartAsync(Action<DmsSnapshotsOptions>? configure = null, Action<IDmsSnapshotsBuilder>? build = null)
    {
        var host = new ClientHost(configure, build);
        await host.StartAsync();
        return host;
    }

    public Task StartAsync() => _host.StartAsync().WaitAsync(Patience.Limit);

    public Task StopAsync() => _host.StopAsync().WaitAsync(Patience.Limit);

    /// <summary>Moves the clock until something that waits for it has happened.</summary>
    public async Task<T> AdvanceUntilAsync<T>(Task<T> awaited, TimeSpan? step = null)
    {
        await AdvanceUntilAsync(() => awaited.IsCompleted, step);
        return await awaited;
    }

    /// <summary>Moves the clock until something is true, slowly enough for what a tick sets off to happen before the next one.</summary>
    public async Task AdvanceUntilAsync(Func<bool> condition, TimeSpan? step = null)
    {
        for (var started = Environment.TickCount64; !condition(); await Task.Delay(2))
        {
            if (Environment.TickCount64 - started > Patience.Limit.TotalMilliseconds)
                throw new TimeoutException("It did not happen, however far the clock moved.");
            Time.Advance(step ?? TimeSpan.FromMilliseconds(50));
        }
    }

    /// <summary>Opens the first stream and sends a release on it until it is applied.</summary>
    public async Task<FakeStream> ApplyFirstAsync(PublishedRelease release)
    {
        var stream = await Sidecar.NextStreamAsync();
        await ApplyAsync(stream, release);
        return stream;
    }

    public async Task ApplyAsync(FakeStream stream, PublishedRelease release, IReadOnlySet<SchemaClaims.Contracts.Digest>? held = null)
    {
        stream.SendRelease(release, held);
        var report = await Sidecar.NextReportAsync();
        Assert.Equal(ReportRequest.Types.Outcome.Applied, report.Outcome);
        Assert.Equal((ulong)release.Position.Generation, report.Position.Generation);
    }

    /// <summary>The stream that the client opens after the last one has ended.</summary>
    public Task<FakeStream> ReconnectAsync() => AdvanceUntilAsync(Sidecar.NextStreamAsync());

    public async Task<HealthReportEntry> HealthAsync() =>
        (await _host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["dms-snapshots"];

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _host.Dispose();
    }
}
