using SchemaClaimsSidecar.Claims.Sources.Cms;
using SchemaClaimsSidecar.Claims.Sources.CmsDatabase;
using SchemaClaimsSidecar.Claims.Sources.Files;
using SchemaClaimsSidecar.Hosting;

namespace SchemaClaimsSidecar.Claims.Sources;

/// <summary>Registers the source of claims that the configuration chooses.</summary>
internal static class ClaimsSourceRegistration
{
    /// <summary>
    /// Adds <see cref="ClaimsOptions"/> and the one <see cref="IClaimsSource"/> with its own options; none where claims are uploaded.
    /// </summary>
    public static IServiceCollection AddClaimsSource(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ClaimsOptions>().Bind(configuration.GetSection(ClaimsOptions.Section)).CheckedBy(new ClaimsOptionsCheck());
        switch (ChosenIn(configuration))
        {
            case ClaimsSourceKind.File:
                services.AddOptions<FileClaimsOptions>().Bind(configuration.GetSection(FileClaimsOptions.Section))
                    .CheckedBy(new FileClaimsOptionsCheck());
                return services.AddSingleton<IClaimsSource, FileClaimsSource>();
            case ClaimsSourceKind.Cms:
                services.AddOptions<CmsOptions>().Bind(configuration.GetSection(CmsOptions.Section)).CheckedBy(new CmsOptionsCheck());
                return services.AddSingleton<IClaimsSource, CmsClaimsSource>();
            case ClaimsSourceKind.CmsDatabase:
                services.AddOptions<CmsDatabaseOptions>().Bind(configuration.GetSection(CmsDatabaseOptions.Section))
                    .CheckedBy(new CmsDatabaseOptionsCheck());
                return services.AddSingleton<IClaimsSource, CmsDatabaseSource>();
            default:
                return services;
        }
    }

    // What is no source at all is told by the validation of the options, in the words of every other setting.
    private static ClaimsSourceKind ChosenIn(IConfiguration configuration) =>
        Enum.TryParse<ClaimsSourceKind>(
            configuration[$"{ClaimsOptions.Section}:{nameof(ClaimsOptions.Source)}"], ignoreCase: true, out var chosen)
            ? chosen
            : ClaimsSourceKind.Upload;
}
