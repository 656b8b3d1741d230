using Load.Diagnosis;
using Load.Sampling;
using Testing.Postgres;
using Xunit.Abstractions;

namespace Load.Tests.Support;

/// <summary>A staged service under load, looked at as a user of the diagnosis would.</summary>
/// <param name="output">Where the verdict is shown.</param>
internal sealed class Situation(ITestOutputHelper output)
{
    private const string Application = "Staged";

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    /// <summary>How many users ask.</summary>
    public int Users { get; init; } = 24;

    /// <summary>How long each pauses between two requests.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>The most connections that the users share; null where each has its own.</summary>
    public int? ConnectionLimit { get; init; }

    /// <summary>Whether the diagnosis sees the client.</summary>
    public bool SeesClient { get; init; } = true;

    /// <summary>Further arguments of the service.</summary>
    public string[] Arguments { get; init; } = [];

    /// <summary>Looks at a service without a database.</summary>
    public async Task<Verdict> ObserveAsync(string route)
    {
        await using var service = await StagedProcess.StartAsync(Arguments);
        return await ObserveAsync(service, null, route);
    }

    /// <summary>Looks at a service and its database.</summary>
    /// <param name="route">What is asked.</param>
    /// <param name="pool">Settings of the service's pool.</param>
    /// <param name="prepare">Run in the database before.</param>
    public async Task<Verdict> ObserveWithDatabaseAsync(string route, string pool = "", string prepare = "SELECT 1")
    {
        var cluster = await PostgresCluster.SharedAsync();
        await using var database = await cluster.CreateDatabaseAsync();
        await database.ExecuteAsync(prepare);
        var connection = $"{database.ConnectionString};Application Name={Application};{pool}";
        await using var service = await StagedProcess.StartAsync(["--postgres", connection, .. Arguments]);
        await using var postgres = new PostgresSource(database.ConnectionString, Application);
        return await ObserveAsync(service, postgres, route);
    }

    private async Task<Verdict> ObserveAsync(StagedProcess service, PostgresSource? postgres, string route)
    {
        await using var process = new ProcessSource(service.Id, TimeProvider.System);
        await using var senders = new Senders(new Uri(service.Address, route), Users, Pause, ConnectionLimit);
        var verdict = await LiveDiagnosis.ObserveAsync(
            process, postgres, SeesClient ? senders.Read : null, Duration, TimeProvider.System, CancellationToken.None);
        using var text = new StringWriter();
        VerdictText.Write(text, new Diagnosed(route, verdict));
        output.WriteLine(text.ToString());
        return verdict;
    }
}
