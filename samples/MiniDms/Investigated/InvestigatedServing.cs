using Microsoft.Extensions.Caching.Memory;
using MiniDms.Documents;
using MiniDms.Hosting;
using MiniDms.Serving;

namespace MiniDms.Investigated;

/// <summary>Serving as the concurrency investigation found it: this process loads the schema and fetches the claims itself.</summary>
internal sealed class InvestigatedServing(MiniDmsOptions options, Uri configurationService) : IServing
{
    public void AddServices(IServiceCollection services)
    {
        services.AddMemoryCache();
        services.AddHttpClient("ConfigurationService", http => http.BaseAddress = configurationService);
        services.AddSingleton(new ApiSchemaProvider(options.Core, options.Extensions));
        services.AddSingleton(provider => new ConfigurationServiceClient(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient("ConfigurationService"),
            provider.GetRequiredService<IMemoryCache>()));
        services.AddSingleton(provider => new ClaimSetsCache(
            provider.GetRequiredService<IMemoryCache>(), provider.GetRequiredService<ConfigurationServiceClient>(), options.ClaimsExpiry));
        services.AddSingleton<ClaimsCheck>().AddSingleton<AuthorizationQueries>().AddSingleton<RelationshipValidation>();
        services.AddSingleton<NodeCascade>().AddSingleton<InvestigatedWrites>().AddSingleton<InvestigatedReads>();
        services.AddSingleton<InvestigatedDms>().AddSingleton<InvestigatedManagement>();
        services.AddHealthChecks();
    }

    public IDms Map(WebApplication app)
    {
        app.MapHealthChecks("/health");
        app.Services.GetRequiredService<InvestigatedManagement>().Map(app);
        return app.Services.GetRequiredService<InvestigatedDms>();
    }

    public async Task<Func<string, IResource?>> ResourcesAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        // As DMS at its start, so that the first requests find claim sets.
        await services.GetRequiredService<ClaimSetsCache>().GetAsync(cancellationToken);
        var schema = SchemaMerge.Merge(services.GetRequiredService<ApiSchemaProvider>().GetNodes());
        var core = ApiSchemaNodes.ProjectOf(schema.Core)["projectEndpointName"]!.GetValue<string>();
        return endpoint => NodeResource.Find(schema, core, endpoint);
    }
}
