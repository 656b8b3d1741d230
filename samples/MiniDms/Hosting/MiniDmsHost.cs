using System.Diagnostics;
using MiniDms.Clients;
using MiniDms.Database;
using MiniDms.Documents;
using MiniDms.Seeding;
using MiniDms.Serving;
using Npgsql;
using Testing.Postgres;

namespace MiniDms.Hosting;

/// <summary>Everything that runs, and in which order it ends.</summary>
internal sealed class MiniDmsHost : IAsyncDisposable
{
    private readonly Stack<object> _started = new();
    private readonly MiniDmsOptions _options;
    private WebApplication _app = null!;

    private MiniDmsHost(MiniDmsOptions options) => _options = options;

    /// <summary>Where it answers.</summary>
    public Uri Url => new(_app.Urls.First());

    /// <summary>Starts all that the options ask for, and says so.</summary>
    public static async Task<MiniDmsHost> StartAsync(MiniDmsOptions options, CancellationToken cancellationToken)
    {
        var host = new MiniDmsHost(options);
        try
        {
            await host.RunAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        while (_started.TryPop(out var part))
        {
            if (part is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else
                ((IDisposable)part).Dispose();
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var address = _options.Postgres ?? await StartPostgresAsync();
        var dataSource = Keep(Tables.Open(address, _options.MaxPoolSize));
        var isNew = await Tables.CreateAsync(dataSource, cancellationToken);
        var configurationService = await ConfigurationServiceAsync(cancellationToken);
        IServing serving = _options.Mode == ServingMode.Sidecar
            ? await Sidecar.SidecarServing.StartAsync(_options, configurationService, Keep, cancellationToken)
            : new Investigated.InvestigatedServing(_options, configurationService);

        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(_options.Urls).ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 64L << 20);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(dataSource);
        serving.AddServices(builder.Services);
        _app = Keep(builder.Build());
        var plan = new SeedPlan(_options.Students, _options.Offerings);
        var dms = serving.Map(_app);
        Routes(dms, dataSource, plan);
        await _app.StartAsync(cancellationToken);
        var find = await serving.ResourcesAsync(_app.Services, cancellationToken);
        if (isNew)
            await SeedAsync(dataSource, plan, find, cancellationToken);
        Console.WriteLine($"Ready: {Url.ToString().TrimEnd('/')}");
    }

    private void Routes(IDms dms, NpgsqlDataSource dataSource, SeedPlan plan)
    {
        var clients = new ApiClients();
        TokenEndpoint.Map(_app, clients);
        new DataEndpoints(dms, clients, _app.Services.GetRequiredService<ILogger<DataEndpoints>>()).Map(_app);
        MetadataEndpoints.Map(_app, dms);
        SeedEndpoint.Map(_app, dataSource, plan);
    }

    private static async Task SeedAsync(
        NpgsqlDataSource dataSource, SeedPlan plan, Func<string, IResource?> find, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var count = await Seed.WriteAsync(dataSource, plan, find, TimeProvider.System, cancellationToken);
        Console.WriteLine($"Seeded {count} documents in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s.");
    }

    private async Task<string> StartPostgresAsync()
    {
        var cluster = Keep(await PostgresCluster.StartAsync());
        Console.WriteLine($"PostgreSQL: 127.0.0.1:{cluster.Port}, thrown away at the end.");
        return cluster.ConnectionString();
    }

    private async Task<Uri> ConfigurationServiceAsync(CancellationToken cancellationToken)
    {
        if (_options.ConfigurationService is { } existing)
            return new Uri(existing);
        var service = Keep(await MiniConfigurationService.StartAsync(_options.Claims, cancellationToken));
        Console.WriteLine($"Configuration Service: {service.Url} serves {_options.Claims}");
        return service.Url;
    }

    private T Keep<T>(T part)
        where T : notnull
    {
        _started.Push(part);
        return part;
    }
}
