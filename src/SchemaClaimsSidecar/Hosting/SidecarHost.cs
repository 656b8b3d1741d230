using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Administration;
using SchemaClaimsSidecar.Audit;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Claims.Sources;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Rollout;
using SchemaClaimsSidecar.Refresh;
using SchemaClaimsSidecar.Signing;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Storage.Postgres;

namespace SchemaClaimsSidecar.Hosting;

/// <summary>Puts the sidecar together.</summary>
internal static class SidecarHost
{
    /// <summary>The prefix of environment variables that configure the sidecar: <c>SCHEMACLAIMS_Store__Folder</c>.</summary>
    private const string VariablePrefix = "SCHEMACLAIMS_";

    // A piece of 1 MiB and what surrounds it.
    private const int MaxMessageBytes = Protocol.MaxPieceBytes + (64 * 1024);

    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    /// <param name="settings">What stands above all other configuration.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public static WebApplication Build(IEnumerable<KeyValuePair<string, string?>> settings, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddEnvironmentVariables(VariablePrefix);
        builder.Configuration.AddInMemoryCollection(settings);
        AddLogging(builder.Logging);
        AddOptions(builder);
        builder.Services.AddClaimsSource(builder.Configuration);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        AddServices(builder.Services);
        builder.Services.AddClaimsRefresh();
        builder.WebHost.ConfigureKestrel((_, kestrel) =>
            Listeners.Open(kestrel, kestrel.ApplicationServices.GetRequiredService<IOptions<ListenerOptions>>().Value));

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

    private static void AddOptions(WebApplicationBuilder builder)
    {
        Add<StoreOptions>(StoreOptions.Section);
        Add<ListenerOptions>(ListenerOptions.Section);
        Add<DistributionOptions>(DistributionOptions.Section);
        Add<UploadOptions>(UploadOptions.Section);
        Add<SigningOptions>(SigningOptions.Section);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);

        void Add<T>(string section)
            where T : class => builder.Services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
    }

    private static void AddServices(IServiceCollection services)
    {
        services.AddSingleton(OpenStore);
        services.AddSingleton<Alarms>();
        services.AddSingleton<ReleaseHub>();
        services.AddSingleton<SubscriberBoard>();
        services.AddSingleton<ReleaseAnswers>();
        services.AddSingleton<DistributionMetrics>();
        services.AddSingleton<ReleaseSigner>();
        services.AddSingleton<IReleaseSigner>(provider => provider.GetRequiredService<ReleaseSigner>());
        services.AddSingleton<ReleasePublisher>();
        services.AddSingleton(KeptFreshness);
        services.AddSingleton<ClaimsAdministration>();
        services.AddSingleton<StagingArea>();
        services.AddSingleton<StoredInputs>();
        services.AddSingleton<Publication>();
        services.AddSingleton<RolloutReach>();
        services.AddSingleton<RolloutAdministration>();
        services.AddSingleton<StatusReader>();
        services.AddSingleton<ServingHealth>();
        services.AddHostedService<StartWithCurrentRelease>();
        services.AddHostedService<RolloutLoop>();
        services.AddHostedService<MemoryAtRest>();
        services.AddAudit();
        services.AddSingleton<AdminService>();
        services.AddSingleton<DistributionService>();
        services.AddSingleton<HealthService>();
        services.AddGrpc(options =>
        {
            options.MaxReceiveMessageSize = MaxMessageBytes;
            options.EnableDetailedErrors = false;
            options.Interceptors.Add<AuditInterceptor>();
        });
    }

    private static IReleaseStore OpenStore(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<StoreOptions>>().Value;
        var time = services.GetRequiredService<TimeProvider>();
        return options.Kind == StoreKind.File
            ? FileStoreOpener.Open(options.Folder, time, services.GetRequiredService<ILogger<FileStore>>())
            : OpenPostgres(options.Postgres, time, services.GetRequiredService<ILogger<PostgresStore>>());
    }

    // A service cannot be made asynchronously; this one is asked for once, before anything else runs.
    private static PostgresStore OpenPostgres(PostgresStoreOptions options, TimeProvider time, ILogger<PostgresStore> logger) =>
        Task.Run(() => PostgresStoreOpener.OpenAsync(options, time, logger, CancellationToken.None)).GetAwaiter().GetResult();

    private static ClaimsFreshness KeptFreshness(IServiceProvider services) => new(
        Path.Combine(services.GetRequiredService<IOptions<StoreOptions>>().Value.Folder, "claims.confirmed"),
        services.GetRequiredService<TimeProvider>());

    private static void Map(WebApplication app)
    {
        app.MapWhen(IsFor(Audience.Dms), branch => branch.UseRouting().UseEndpoints(endpoints =>
        {
            endpoints.MapGrpcService<DistributionService>();
            endpoints.MapGrpcService<HealthService>();
        }));
        app.MapWhen(IsFor(Audience.Administrators), branch => branch.UseRouting().UseEndpoints(endpoints =>
        {
            endpoints.MapGrpcService<AdminService>();
            ManagementEndpoints.Map(endpoints);
            endpoints.MapGrpcService<HealthService>();
        }));
    }

    private static Func<HttpContext, bool> IsFor(Audience audience) =>
        context => context.Features.Get<AudienceFeature>()?.Audience == audience;
}
