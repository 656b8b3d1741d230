namespace Load.Diagnosis;

/// <summary>What limits a service, and why that is said.</summary>
public sealed record Verdict
{
    /// <summary>What limits it.</summary>
    public required Cause Cause { get; init; }

    /// <summary>The cause in a sentence or two, with its numbers.</summary>
    public required string Summary { get; init; }

    /// <summary>Where the requests are.</summary>
    public IReadOnlyList<Place> Places { get; init; } = [];

    /// <summary>The figures.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>What to do about it, the most promising first.</summary>
    public IReadOnlyList<string> TryNext { get; init; } = [];

    /// <summary>Causes that hold, too, and mostly follow from the first.</summary>
    public IReadOnlyList<Cause> AlsoSeen { get; init; } = [];

    /// <summary>What could not be looked at, and so cannot have been found.</summary>
    public IReadOnlyList<string> NotSeen { get; init; } = [];

    /// <summary>How many samples it rests on.</summary>
    public required int Samples { get; init; }

    /// <summary>How long they took.</summary>
    public required double Seconds { get; init; }
}
