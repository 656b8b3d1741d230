namespace Load.Sampling;

/// <summary>The phases of a run, by what was done in them.</summary>
internal static class RunPhases
{
    /// <summary>Phases in which the same was done, such as turns, and the name of all of them; in order.</summary>
    public static IEnumerable<IGrouping<string, Phase>> Alike(this Run run)
    {
        var slices = (run.Driven?.Slices ?? []).ToDictionary(slice => slice.Phase, slice => slice.Slice);
        return run.Phases.GroupBy(phase => slices.GetValueOrDefault(phase.Name)?.Same.Name ?? phase.Name);
    }

    /// <summary>The samples of these phases, each phase by itself.</summary>
    public static Window Within(this Run run, IEnumerable<Phase> phases) => new(
    [
        .. phases.Select(phase => run.Samples
            .Where(sample => sample.Seconds >= phase.StartSeconds && sample.Seconds <= phase.EndSeconds).ToArray()),
    ]);
}
