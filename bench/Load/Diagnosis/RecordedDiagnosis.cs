using Load.Sampling;

namespace Load.Diagnosis;

/// <summary>Looks at a recorded run, a phase at a time: what limits a service changes with the load.</summary>
internal static class RecordedDiagnosis
{
    public static IReadOnlyList<Diagnosed> Of(Run run) => run.Phases.Count == 0
        ? [new Diagnosed(run.Name, Diagnoser.Diagnose(run.Samples))]
        : [.. run.Phases.Select(phase => new Diagnosed(phase.Name, Diagnoser.Diagnose(Within(run, phase))))];

    private static IReadOnlyList<Sample> Within(Run run, Phase phase) =>
        [.. run.Samples.Where(sample => sample.Seconds >= phase.StartSeconds && sample.Seconds <= phase.EndSeconds)];
}
