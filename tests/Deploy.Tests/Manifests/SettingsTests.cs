using Deploy.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Hosting;
using Testing;

namespace Deploy.Tests.Manifests;

/// <summary>The sidecar takes what the overlays tell it, all of it together.</summary>
public sealed class SettingsTests : IDisposable
{
    private const string Prefix = "SCHEMACLAIMS_";

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. Overlays.All];

    public void Dispose() => _folder.Dispose();

    [KubectlTheory]
    [MemberData(nameof(Names))]
    public async Task Overlay_ItsSettings_AreTaken(string overlay) => await ValidateAsync(Overlays.Read(overlay));

    [KubectlTheory]
    [InlineData("Listen__Management", "http://0.0.0.0:8081", "tokens must not cross a network in clear")]
    [InlineData("Store__Kind", "Cloud", "Cloud")]
    [InlineData("Listen__Health", "0.0.0.0:8082", "Listen:Health")]
    public async Task Overlay_WithASettingThatCannotBe_IsRefused(string setting, string value, string why)
    {
        var deployment = Overlays.Read("single");
        deployment.Sidecar.Env.Single(variable => variable.Name == Prefix + setting).Value = value;

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => ValidateAsync(deployment));

        Assert.Contains(why, refused.ToString(), StringComparison.Ordinal);
    }

    private async Task ValidateAsync(Deployment deployment)
    {
        var settings = deployment.Sidecar.Env
            .Where(variable => variable.Name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(
                variable => variable.Name[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal), variable => Here(variable.Value));
        await using var app = SidecarHost.Build(settings);
        app.Services.GetRequiredService<IStartupValidator>().Validate();
    }

    // What is mounted there is a file here, and each is a key, since only keys are looked into before the start.
    private string? Here(string value)
    {
        if (!value.StartsWith("/etc/", StringComparison.Ordinal))
            return value;
        var path = _folder[value.TrimStart('/')];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, new EcKeyPair().PrivatePem);
        return path;
    }
}
