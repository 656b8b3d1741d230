using ConfigurationService;

namespace EndToEnd.Tests.Support;

/// <summary>What a sidecar is told of the Configuration Service beside it.</summary>
internal static class ClaimsSettings
{
    public static Dictionary<string, string?> For(FakeConfigurationService service) => new()
    {
        ["Claims:Source"] = "Cms",
        ["Claims:Cms:BaseUrl"] = service.Url.ToString(),
        ["Claims:Cms:ClientId"] = FakeConfigurationService.ClientId,
        ["Claims:Cms:ClientSecret"] = service.ClientSecret,
        ["Claims:Cms:MultiTenancy"] = service.Tenants is null ? "false" : "true",
    };

    /// <summary>The same as environment variables.</summary>
    public static Dictionary<string, string> VariablesFor(FakeConfigurationService service) => For(service).ToDictionary(
        setting => "SCHEMACLAIMS_" + setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value!);
}
