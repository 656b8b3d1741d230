using System.Text.Json.Serialization;

namespace Load.Scenarios;

/// <summary>A part of a recording: how much load of which kind, and what goes on meanwhile.</summary>
public sealed record Slice
{
    /// <summary>What goes on.</summary>
    public required Situation Situation { get; init; }

    /// <summary>How many virtual users there are.</summary>
    public required int Clients { get; init; }

    /// <summary>The name of the mix of requests.</summary>
    public required string Mix { get; init; }

    /// <summary>Arrivals a second in an open loop; null for a closed one.</summary>
    public double? Rate { get; init; }

    /// <summary>For how long calls are sent.</summary>
    public required double Seconds { get; init; }

    /// <summary>Which time it is that the same is done, from 1.</summary>
    public int Round { get; init; } = 1;

    /// <summary>Whether it is one of several that alternate under the same load.</summary>
    public bool Alternates { get; init; }

    /// <summary>Connections of the server to its database at most; null when that is not known.</summary>
    public int? PoolSize { get; init; }

    /// <summary>What it has in common with those in which the same is done.</summary>
    [JsonIgnore]
    public Slice Same => this with { Round = 1 };

    /// <summary>The name of its phase in the recording.</summary>
    [JsonIgnore]
    public string Name => string.Join(
        ", ",
        new[]
        {
            Situation switch
            {
                Situation.WarmUp => "warm-up",
                Situation.Control => "control",
                Situation.Upload => "schema upload",
                Situation.Refresh => "claims refresh",
                Situation.Outage => "Configuration Service outage",
                _ => "steady",
            },
            Mix,
            FormattableString.Invariant($"{Clients} clients"),
            Rate is { } rate ? FormattableString.Invariant($"{rate:0} a second") : null,
            PoolSize is { } size ? FormattableString.Invariant($"pool {size}") : null,
            Round > 1 ? FormattableString.Invariant($"round {Round}") : null,
        }.OfType<string>());
}
