using Dms.Client.Postgresql.Queries;
using Dms.Client.Snapshots;
using MiniDms.Documents;
using MiniDms.Hosting;
using MiniDms.Serving;

namespace MiniDms.Sidecar;

/// <summary>Serving with a sidecar: one that runs already, or one that is started and given the schema.</summary>
internal sealed class SidecarServing(string address, SidecarManagement? management) : IServing
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<SidecarServing> StartAsync(
        MiniDmsOptions options, Uri configurationService, Func<SidecarProcess, SidecarProcess> keep, CancellationToken cancellationToken)
    {
        if (options.Sidecar is { } running)
            return new SidecarServing(running, null);
        var sidecar = keep(await SidecarProcess.StartAsync(configurationService, options.ClaimsExpiry, cancellationToken));
        await sidecar.UploadAsync(options.Core, options.Extensions, cancellationToken);
        Console.WriteLine($"Sidecar: {sidecar.Address}, administration: {sidecar.AdminSocket}");
        return new SidecarServing(sidecar.Address, new SidecarManagement(sidecar, options));
    }

    public void AddServices(IServiceCollection services)
    {
        services.AddDmsSnapshots(snapshots =>
            {
                snapshots.Address = address;
                snapshots.Subscriber = "minidms";
            })
            .AddResourceProjection(ResourceValidators.Of)
            .AddIdentityCascades();
        services.AddSingleton(new DocumentQueryOptions()).AddSingleton<DocumentQueries>();
        services.AddSingleton<SidecarReads>().AddSingleton<SidecarWrites>().AddSingleton<SidecarDms>();
        services.AddHealthChecks().AddDmsSnapshots();
        if (management is not null)
            services.AddSingleton(_ => management);
    }

    public IDms Map(WebApplication app)
    {
        app.MapHealthChecks("/health");
        management?.Map(app);
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/data") || context.Request.Path.StartsWithSegments("/metadata"),
            pinned => pinned.UseDmsSnapshot());
        return app.Services.GetRequiredService<SidecarDms>();
    }

    public async Task<Func<string, IResource?>> ResourcesAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var snapshots = services.GetRequiredService<ISnapshots>();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        // The schema and the claims may come with different releases.
        await foreach (var snapshot in snapshots.ReadAllAsync(patience.Token))
        {
            if (snapshot.Schema.Core is { } core && snapshot.Claims.ToClaimSets().Any())
                return endpoint => core.FindResource(endpoint) is { } resource
                    ? new SnapshotResource(snapshot.Schema, resource, snapshot.Get<ResourceValidators>(resource))
                    : null;
        }

        throw new InvalidOperationException("The snapshots ended.");
    }
}
