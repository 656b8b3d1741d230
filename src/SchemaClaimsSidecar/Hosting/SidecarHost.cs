using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Access;
using SchemaClaimsSidecar.Administration;
using SchemaClaimsSidecar.Audit;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Claims.Sources;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Fleet;
using SchemaClaimsSidecar.Limits;
using SchemaClaimsSidecar.Memory;
using SchemaClaimsSidecar.Pages;
using SchemaClaimsSidecar.Refresh;
using SchemaClaimsSidecar.Relay;
using SchemaClaimsSidecar.Retention;
using SchemaClaimsSidecar.Rollout;
using SchemaClaimsSidecar.Signing;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Telemetry;

namespace SchemaClaimsSidecar.Hosting;

/// <summary>Puts the sidecar together.</summary>
internal static class SidecarHost
{
    /// <summary>The prefix of environment variables that configure the sidecar: <c>SCHEMACLAIMS_Store__Folder</c>.</summary>
    private const string VariablePrefix = "SCHEMACLAIMS_";

    // Options are read once: watching the files that they come from would be a thread for nothing.
    private const string WithoutWatching = "--hostBuilder:reloadConfigOnChange=false";

    // A piece of 1 MiB and what surrounds it.
    private const int MaxMessageBytes = Protocol.MaxPieceBytes + (64 * 1024);

    // Connections that are not closed by then are aborted, which may take a second more: it is gone within five.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(4);

    /// <param name="settings">What stands above all other configuration.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public static WebApplication Build(IEnumerable<KeyValuePair<string, string?>> settings, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [WithoutWatching] });
        builder.Configuration.AddEnvironmentVariables(VariablePrefix);
        builder.Configuration.AddInMemoryCollection(settings);
        AddLogging(builder.Logging);
        AddOptions(builder.Services);
        builder.Services.AddClaimsSource(builder.Configuration);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddTelemetry(builder.Configuration);
        var kind = StoreOptions.KindIn(builder.Configuration);
        AddStore(builder.Services, kind);
        AddServices(builder.Services, kind);
        builder.Services.AddClaimsRefresh();
        builder.WebHost.ConfigureKestrel((_, kestrel) =>
            kestrel.ApplicationServices.GetRequiredService<Listeners>().Open(kestrel));
        builder.WebHost.UseKestrelHttpsConfiguration();

        var app = builder.Build();
        Map(app);
        return app;
    }

    private static void AddLogging(ILoggingBuilder logging)
    {
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // SidecarProcess says why the host cannot start; a stack trace beside it would only hide that.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
        });
    }

    private static void AddOptions(IServiceCollection services)
    {
        // One call for each type: the compiler writes how it is bound where it sees which it is.
        services.AddOptions<StoreOptions>().BindConfiguration(StoreOptions.Section).CheckedBy(new StoreOptionsCheck());
        services.AddOptions<ListenerOptions>().BindConfiguration(ListenerOptions.Section).CheckedBy(new ListenerOptionsCheck());
        services.AddOptions<DistributionOptions>().BindConfiguration(DistributionOptions.Section).CheckedBy(new DistributionOptionsCheck());
        services.AddOptions<TlsOptions>().BindConfiguration(TlsOptions.Section).CheckedBy(new TlsOptionsCheck());
        services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section).CheckedBy(new LimitOptionsCheck());
        services.AddOptions<UploadOptions>().BindConfiguration(UploadOptions.Section).CheckedBy(new UploadOptionsCheck());
        services.AddOptions<SigningOptions>().BindConfiguration(SigningOptions.Section).CheckedBy(new SigningOptionsCheck());
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).CheckedBy(new RetentionOptionsCheck());
        services.AddOptions<FleetOptions>().BindConfiguration(FleetOptions.Section).CheckedBy(new FleetOptionsCheck());
        services.AddSingleton<IValidateOptions<SigningOptions>, SigningRules>();
        services.AddSingleton<IValidateOptions<ListenerOptions>, TlsRules>();
        services.AddOptions<SocketTransportOptions>().Configure<IOptions<ListenerOptions>>((transport, listeners) =>
            transport.CreateBoundListenSocket = endPoint => SocketFile.Bind(endPoint, listeners.Value.Sockets()));
        services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
    }

    // Before all that runs, which begins with what is served.
    private static void AddStore(IServiceCollection services, StoreKind kind)
    {
        switch (kind)
        {
            case StoreKind.Postgres:
                services.AddSharedStore();
                break;
            case StoreKind.Relay:
                services.AddRelay();
                break;
            default:
                services.AddSingleton<IReleaseStore>(provider => FileStoreOpener.Open(
                    provider.GetRequiredService<IOptions<StoreOptions>>().Value.Folder,
                    provider.GetRequiredService<TimeProvider>(),
                    provider.GetRequiredService<ILogger<FileStore>>()));
                services.AddHostedService<StartWithCurrentRelease>();
                break;
        }

        // A relay is sent what becomes of a rollout, and keeps what counts alone.
        if (kind == StoreKind.Relay)
            return;
        services.AddHostedService<RolloutLoop>();
        services.AddSingleton<StoreKeeper>();
        services.AddHostedService<RetentionLoop>();
    }

    private static void AddServices(IServiceCollection services, StoreKind kind)
    {
        services.AddSingleton<Alarms>();
        services.AddSingleton<ReleaseHub>();
        services.AddSingleton<SubscriberBoard>();
        services.AddSingleton<ReleaseAnswers>();
        services.AddSingleton<DistributionMetrics>();
        services.AddSingleton(provider => SidecarIdentity.Draw(provider.GetRequiredService<IOptions<FleetOptions>>().Value.Pod));
        services.AddSingleton<Heartbeats>();
        services.AddSingleton<ReleaseSigner>();
        services.AddSingleton<IReleaseSigner>(provider => provider.GetRequiredService<ReleaseSigner>());
        services.AddSingleton<ReleasePublisher>();
        services.AddSingleton(KeptFreshness);
        services.AddSingleton<ClaimsAdministration>();
        services.AddSingleton<StagingArea>();
        services.AddSingleton<StoredInputs>();
        services.AddSingleton<UploadCompiler>();
        services.AddSingleton<Publication>();
        services.AddSingleton<ReleaseHistory>();
        services.AddSingleton<ComparisonAdministration>();
        services.AddSingleton<ReleaseExport>();
        services.AddSingleton<RolloutReach>();
        services.AddSingleton<RolloutAdministration>();
        services.AddSingleton<StatusReader>();
        services.AddSingleton<ServingHealth>();
        services.AddSingleton<ConnectionMemory>();
        services.AddSingleton<IMemoryPoolFactory<byte>>(provider => provider.GetRequiredService<ConnectionMemory>());
        services.AddHostedService<MemoryAtRest>();
        services.AddSingleton<TlsCertificates>();
        services.AddHostedService<CertificateWatch>();
        services.AddSingleton<FloodGuard>();
        services.AddSingleton<Listeners>();
        services.AddAccess();
        services.AddAudit();
        services.AddPages();
        services.AddSingleton<AdminService>();
        services.AddSingleton<DistributionService>();
        services.AddSingleton<HealthService>();
        services.AddGrpc(options =>
        {
            options.MaxReceiveMessageSize = MaxMessageBytes;
            options.EnableDetailedErrors = false;
            options.Interceptors.Add<AuditInterceptor>();
            if (kind == StoreKind.Relay)
                options.Interceptors.Add<RelayRefusals>();
        });
    }

    private static ClaimsFreshness KeptFreshness(IServiceProvider services) => new(
        Path.Combine(services.GetRequiredService<IOptions<StoreOptions>>().Value.Folder, "claims.confirmed"),
        services.GetRequiredService<TimeProvider>());

    private static void Map(WebApplication app)
    {
        app.MapWhen(IsFor(Audience.Dms), branch => branch.UseRouting().UseMiddleware<CallMarkMiddleware>().UseEndpoints(endpoints =>
        {
            endpoints.MapGrpcService<DistributionService>();
            endpoints.MapGrpcService<HealthService>().LetUnmarkedIn();
        }));
        app.MapWhen(IsFor(Audience.Probes), branch => branch.UseRouting().UseEndpoints(endpoints => endpoints.MapGrpcService<HealthService>()));
        // Who may not is told nothing, not even what a call must bear.
        app.MapWhen(IsFor(Audience.Administrators), branch => branch.UseRouting()
            .UseMiddleware<AccessMiddleware>().UseMiddleware<CallMarkMiddleware>().UseEndpoints(endpoints =>
            {
                endpoints.MapGrpcService<AdminService>();
                ManagementEndpoints.Map(endpoints);
                SchemaUploadEndpoint.Map(endpoints);
                StatusEndpoints.Map(endpoints);
                PageEndpoints.Map(endpoints);
                MetricsEndpoint.Map(endpoints);
                endpoints.MapGrpcService<HealthService>().LetAnybodyIn().LetUnmarkedIn();
            }));
    }

    private static Func<HttpContext, bool> IsFor(Audience audience) =>
        context => context.Features.Get<AudienceFeature>()?.Audience == audience;
}
