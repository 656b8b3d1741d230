using Load.Driving;
using Load.Recording;
using Load.Sampling;
using Load.Scenarios;

namespace Load.Tests.Support;

/// <summary>A small recording: a warm-up, turns, and a small pool.</summary>
internal static class TinyRun
{
    private const int CallsOfSlice = 100;
    private const double SecondsOfSlice = 2;

    /// <summary>Why a request fails.</summary>
    public const string Failure = "500 System Error: The database did not answer.";

    /// <summary>How many turns with uploads there are.</summary>
    public const int Cycles = 5;

    public static IReadOnlyList<Slice> Slices { get; } =
    [
        Slice(Load.Scenarios.Situation.WarmUp, Acts.DefaultPoolSize),
        .. Turns.Of(Slice(Load.Scenarios.Situation.Steady, Acts.DefaultPoolSize), Cycles),
        Slice(Load.Scenarios.Situation.Steady, Acts.SmallPoolSize),
    ];

    /// <summary>What the database says meanwhile.</summary>
    public static DatabaseMessage Deadlock { get; } =
        new("MiniDms sidecar", "ERROR", "40P01", "deadlock detected", Slices[^1].Name, 3);

    /// <param name="mode">Of the server.</param>
    /// <param name="failsWithSmallPool">Whether one request fails with the small pool.</param>
    /// <param name="slowest">How long the slowest request of an upload's turn takes; the others take from 1 to 100 ms.</param>
    /// <param name="slowTurns">In how many of these turns.</param>
    public static Run Of(string mode, bool failsWithSmallPool = false, double slowest = 0.1, int slowTurns = Cycles)
    {
        var phases = Slices.Select((slice, index) => new Phase
        {
            Name = slice.Name, StartSeconds = index * SecondsOfSlice, EndSeconds = (index + 1) * SecondsOfSlice,
        }).ToArray();
        var outcomes = Slices.SelectMany((slice, index) => Enumerable.Range(1, CallsOfSlice).Select(number => new Outcome(
            number % 2 == 0 ? "get" : "upsert",
            phases[index].StartSeconds + (number * SecondsOfSlice / (CallsOfSlice + 1)),
            number == CallsOfSlice && slice.Situation == Load.Scenarios.Situation.Upload && slice.Round <= slowTurns ? slowest : number / 1e3,
            failsWithSmallPool && slice.PoolSize == Acts.SmallPoolSize && number == 1 ? Failure : null))).ToArray();
        return new Run
        {
            Name = mode,
            Mode = mode,
            Settings = new Dictionary<string, string> { ["command"] = "compare", ["machine"] = "a machine" },
            Phases = phases,
            Samples = [.. Enumerable.Range(0, Slices.Count * 2).Select(Sample)],
            Latencies = LatencyTable.Of(outcomes, phases),
            Driven = new Driven
            {
                Slices = [.. Slices.Select(slice => new SliceRecord { Slice = slice, Phase = slice.Name, SidecarCpuSeconds = 0.1, OtherCpuSeconds = 0.5 })],
                Timeline = LatencyTable.OverTime(outcomes),
                Versions =
                [
                    Version(6.0, 0, 0), Version(6.5, 1, 0), Version(6.7, 1, null), Version(6.9, 1, 1), Version(7.0, 2, 2), Version(7.1, 2, 2),
                ],
                Marks = [new Mark(6.4, "upload with transport")],
                Failures = LatencyTable.Failures(outcomes, phases),
                DatabaseMessages = [Deadlock],
            },
        };
    }

    private static Slice Slice(Load.Scenarios.Situation situation, int poolSize) =>
        new() { Situation = situation, Clients = Acts.UsualClients, Mix = Acts.DefaultMix, Seconds = SecondsOfSlice, PoolSize = poolSize };

    private static Sample Sample(int number) => new()
    {
        Seconds = number + 0.5,
        Client = new ClientSample { InFlight = 8, Completed = number * 50 },
        Process = new ProcessSample { CpuSeconds = number * 0.5, AllocatedBytes = number * 50 * 1024 * 20L },
        Pool = new PoolSample { Used = 7 },
        Postgres = new PostgresSample { Active = 3, IdleInTransaction = number % 3, CpuSeconds = number * 0.25 },
    };

    private static VersionPoint Version(double seconds, int published, int? served) =>
        new()
        {
            Seconds = seconds,
            SchemaPublished = published,
            SchemaPublishedSeconds = published switch { 0 => null, 1 => 6.4, _ => 6.95 },
            SchemaServed = served,
            ClaimsPublished = 0,
            ClaimsServed = 0,
        };
}
