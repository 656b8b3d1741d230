namespace SchemaClaimsSidecar.Claims.Sources.CmsDatabase;

internal static class CmsDatabaseServiceCollectionExtensions
{
    /// <summary>Takes claims from the database of the Configuration Service.</summary>
    public static IServiceCollection AddCmsDatabaseSource(this IServiceCollection services)
    {
        services.AddOptions<CmsDatabaseOptions>().BindConfiguration(CmsDatabaseOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<IClaimsSource, CmsDatabaseSource>();
    }
}
