using SchemaClaimsSidecar.Hosting;

namespace SchemaClaimsSidecar.Access;

/// <summary>Registers what tells who calls and whether they may.</summary>
internal static class AccessServiceCollectionExtensions
{
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section).CheckedBy(new AccessOptionsCheck());
        services.AddSingleton<TokenCallers>();
        services.AddSingleton<JwtCallers>();
        services.AddSingleton<ICallers, SocketCallers>();
        services.AddSingleton<ICallers, CertificateCallers>();
        services.AddSingleton<ICallers>(provider => provider.GetRequiredService<TokenCallers>());
        services.AddSingleton<ICallers>(provider => provider.GetRequiredService<JwtCallers>());
        services.AddSingleton<Sessions>();
        services.AddSingleton<ICallers>(provider => provider.GetRequiredService<Sessions>());
        services.AddSingleton<AccessMiddleware>();
        services.AddSingleton<CallMarkMiddleware>();
    }
}
