using System.CommandLine;

namespace MiniDms.Hosting;

/// <summary>The command line.</summary>
internal static class MiniDmsCommand
{
    private static readonly MiniDmsOptions Defaults = new();

    private static readonly Option<ServingMode> Mode = new("--mode") { Description = "sidecar or investigated" };
    private static readonly Option<string> Urls = Of("--urls", "where to listen", Defaults.Urls);
    private static readonly Option<string?> Postgres =
        new("--postgres") { Description = "an empty database; without it a server is started" };
    private static readonly Option<int> MaxPoolSize = Of("--max-pool-size", "connections to the database at most", Defaults.MaxPoolSize);
    private static readonly Option<string> Core = Of("--core", "the core's ApiSchema document", Defaults.Core);
    private static readonly Option<string[]> Extension = new("--extension") { Description = "an extension's ApiSchema document" };
    private static readonly Option<string> Claims = Of("--claims", "the claims document", Defaults.Claims);
    private static readonly Option<string?> ConfigurationService =
        new("--configuration-service") { Description = "where claims come from; without it --claims are served" };

    private static readonly Option<double> ClaimsExpiry =
        Of("--claims-expiry", "seconds until claims are fetched again", Defaults.ClaimsExpiry.TotalSeconds);

    private static readonly Option<int> Students = Of("--students", "how many students there are", Defaults.Students);
    private static readonly Option<int> Offerings = Of("--offerings", "how many course offerings a session has", Defaults.Offerings);
    private static readonly Option<string?> Sidecar = new("--sidecar") { Description = "a running sidecar; without it one is started" };

    public static RootCommand Create()
    {
        var command = new RootCommand("A small DMS, by a sidecar or as the concurrency investigation found it.")
        {
            Mode, Urls, Postgres, MaxPoolSize, Core, Extension, Claims, ConfigurationService, ClaimsExpiry, Students, Offerings, Sidecar,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(Read(parsed), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(MiniDmsOptions options, CancellationToken cancellationToken)
    {
        await using var host = await MiniDmsHost.StartAsync(options, cancellationToken);
        await host.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    private static MiniDmsOptions Read(ParseResult parsed) => new()
    {
        Mode = parsed.GetValue(Mode),
        Urls = parsed.GetValue(Urls)!,
        Postgres = parsed.GetValue(Postgres),
        MaxPoolSize = parsed.GetValue(MaxPoolSize),
        Core = parsed.GetValue(Core)!,
        Extensions = parsed.GetValue(Extension) ?? [],
        Claims = parsed.GetValue(Claims)!,
        ConfigurationService = parsed.GetValue(ConfigurationService),
        ClaimsExpiry = TimeSpan.FromSeconds(parsed.GetValue(ClaimsExpiry)),
        Students = parsed.GetValue(Students),
        Offerings = parsed.GetValue(Offerings),
        Sidecar = parsed.GetValue(Sidecar),
    };

    private static Option<T> Of<T>(string name, string description, T value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };
}
