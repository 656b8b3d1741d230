namespace Load.Diagnosis;

/// <summary>What a rule says when it applies.</summary>
internal sealed record Finding(Cause Cause, string Summary)
{
    /// <summary>The figures that it rests on.</summary>
    public Evidence[] Evidence { get; init; } = [];

    /// <summary>What to do about it.</summary>
    public string[] TryNext { get; init; } = [];

    /// <summary>Whether it only says what remains when no cause was found; it is no cause seen beside another one.</summary>
    public bool IsFallback { get; init; }

    /// <summary>Whether nothing else is to be believed.</summary>
    public bool IsFinal { get; init; }
}
