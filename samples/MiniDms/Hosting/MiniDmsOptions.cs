namespace MiniDms.Hosting;

/// <summary>What the command line says.</summary>
internal sealed record MiniDmsOptions
{
    public ServingMode Mode { get; init; }

    public string Urls { get; init; } = "http://127.0.0.1:5100";

    /// <summary>How to reach an existing, empty database; null starts a server of its own.</summary>
    public string? Postgres { get; init; }

    public int MaxPoolSize { get; init; } = 100;

    public string Core { get; init; } = Beside("schema", "core.json");

    public IReadOnlyList<string> Extensions { get; init; } = [];

    public string Claims { get; init; } = Beside("claims", "claims.json");

    /// <summary>Where claims come from; null serves those of <see cref="Claims"/>.</summary>
    public string? ConfigurationService { get; init; }

    public TimeSpan ClaimsExpiry { get; init; } = TimeSpan.FromMinutes(10);

    public int Students { get; init; } = 1000;

    /// <summary>How many course offerings refer to each session.</summary>
    public int Offerings { get; init; } = 100;

    /// <summary>The address of a sidecar that runs already; null starts one.</summary>
    public string? Sidecar { get; init; }

    public static string Beside(string folder, string file) => Path.Combine(AppContext.BaseDirectory, folder, file);
}
