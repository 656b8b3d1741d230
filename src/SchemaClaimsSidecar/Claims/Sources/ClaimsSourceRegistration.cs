using SchemaClaimsSidecar.Claims.Sources.Cms;
using SchemaClaimsSidecar.Claims.Sources.CmsDatabase;
using SchemaClaimsSidecar.Claims.Sources.Files;

namespace SchemaClaimsSidecar.Claims.Sources;

/// <summary>Registers the source of claims that the configuration chooses.</summary>
internal static class ClaimsSourceRegistration
{
    /// <summary>
    /// Adds <see cref="ClaimsOptions"/> and the one <see cref="IClaimsSource"/> with its own options; none where claims are uploaded.
    /// </summary>
    public static IServiceCollection AddClaimsSource(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSection<ClaimsOptions>(configuration, ClaimsOptions.Section);
        return ChosenIn(configuration) switch
        {
            ClaimsSourceKind.File => services.AddSource<FileClaimsSource, FileClaimsOptions>(configuration, FileClaimsOptions.Section),
            ClaimsSourceKind.Cms => services.AddSource<CmsClaimsSource, CmsOptions>(configuration, CmsOptions.Section),
            ClaimsSourceKind.CmsDatabase =>
                services.AddSource<CmsDatabaseSource, CmsDatabaseOptions>(configuration, CmsDatabaseOptions.Section),
            _ => services,
        };
    }

    // What is no source at all is told by the validation of the options, in the words of every other setting.
    private static ClaimsSourceKind ChosenIn(IConfiguration configuration) =>
        Enum.TryParse<ClaimsSourceKind>(
            configuration[$"{ClaimsOptions.Section}:{nameof(ClaimsOptions.Source)}"], ignoreCase: true, out var chosen)
            ? chosen
            : ClaimsSourceKind.Upload;

    private static IServiceCollection AddSource<TSource, TOptions>(
        this IServiceCollection services, IConfiguration configuration, string section)
        where TSource : class, IClaimsSource
        where TOptions : class =>
        services.AddSection<TOptions>(configuration, section).AddSingleton<IClaimsSource, TSource>();

    private static IServiceCollection AddSection<TOptions>(this IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class =>
        services.AddOptions<TOptions>().Bind(configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart().Services;
}
