using Load.Sampling;

namespace Load.Diagnosis.Facts;

/// <summary>All that the rules look at. What was not measured is null.</summary>
internal sealed record Observation
{
    public required int Samples { get; init; }

    public required double Seconds { get; init; }

    public required Places Places { get; init; }

    public ServerFacts? Server { get; init; }

    public ClientFacts? Client { get; init; }

    public RuntimeFacts? Runtime { get; init; }

    public PoolFacts? Pool { get; init; }

    public DatabaseFacts? Database { get; init; }

    public RemoteFacts? Remote { get; init; }

    public MachineFacts? Machine { get; init; }

    /// <summary>Null when the machine is not looked at.</summary>
    public ProcessorShares? Processors { get; init; }

    public static Observation Of(Window window)
    {
        var (server, client, runtime) = (ServerFacts.Of(window), ClientFacts.Of(window), RuntimeFacts.Of(window));
        var (pool, database, remote, machine) =
            (PoolFacts.Of(window), DatabaseFacts.Of(window), RemoteFacts.Of(window), MachineFacts.Of(window));
        return new Observation
        {
            Samples = window.Count,
            Seconds = window.Seconds,
            Places = Places.Of(server, client, runtime, pool, database, remote),
            Server = server,
            Client = client,
            Runtime = runtime,
            Pool = pool,
            Database = database,
            Remote = remote,
            Machine = machine,
            Processors = machine is null
                ? null
                : ProcessorShares.Of(machine, runtime?.Cores ?? 0, database?.Cores ?? 0, client?.Cores ?? 0),
        };
    }

    /// <summary>What was not looked at, and what therefore cannot be told.</summary>
    public IEnumerable<string> Missing()
    {
        if (Server is null)
            yield return "The web server of the service: how many requests it has begun.";
        if (Runtime is null)
            yield return "The runtime of the service: its threads, locks and processor time.";
        if (Machine is null)
            yield return "The machine: whether its processors are used up.";
        if (Client is null)
            yield return "The client: requests that wait there, and never reach the service.";
        if (Database is null)
            yield return "The sessions in PostgreSQL: what they wait for.";
    }
}
