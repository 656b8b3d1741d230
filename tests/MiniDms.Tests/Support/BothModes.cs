using Testing;
using Testing.Postgres;

namespace MiniDms.Tests.Support;

/// <summary>A MiniDms in each mode, with a database and a claims document of its own, which tests may change.</summary>
public sealed class BothModes : IAsyncLifetime
{
    public const string Collection = "MiniDms";
    public const string Sidecar = "sidecar";
    public const string Investigated = "investigated";
    public const int Offerings = 4;
    public const int Students = 20;

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, PostgresDatabase> _databases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MiniDmsProcess> _processes = new(StringComparer.Ordinal);

    internal MiniDmsApi this[string mode] => _processes[mode].Api;

    /// <summary>The claims document that a mode serves.</summary>
    internal string ClaimsOf(string mode) => _folder[$"{mode}.json"];

    /// <summary>The database of a mode.</summary>
    internal PostgresDatabase DatabaseOf(string mode) => _databases[mode];

    /// <summary>The Configuration Service of a mode.</summary>
    internal Uri ConfigurationServiceOf(string mode)
    {
        const string Told = "Configuration Service: ";
        var line = _processes[mode].Log.Split('\n').Single(line => line.StartsWith(Told, StringComparison.Ordinal));
        return new Uri(line[Told.Length..].Split(' ')[0]);
    }

    public async Task InitializeAsync()
    {
        if (RequiresPostgresAttribute.WhyAbsent is not null)
            return;
        foreach (var mode in (string[])[Sidecar, Investigated])
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, "claims", "claims.json"), ClaimsOf(mode));
            _databases[mode] = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        }

        var started = await Task.WhenAll(StartAsync(Sidecar), StartAsync(Investigated));
        (_processes[Sidecar], _processes[Investigated]) = (started[0], started[1]);
    }

    public async Task DisposeAsync()
    {
        foreach (var process in _processes.Values)
            await process.DisposeAsync();
        foreach (var database in _databases.Values)
            await database.DisposeAsync();
        _folder.Dispose();
    }

    private Task<MiniDmsProcess> StartAsync(string mode) => MiniDmsProcess.StartAsync(
        mode, "--postgres", _databases[mode].ConnectionString, "--claims", ClaimsOf(mode), "--claims-expiry", "1", "--students", $"{Students}",
        "--offerings", $"{Offerings}");
}
