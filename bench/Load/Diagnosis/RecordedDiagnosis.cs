using Load.Sampling;

namespace Load.Diagnosis;

/// <summary>Looks at a recorded run, a phase at a time: what limits a service changes with the load.</summary>
internal static class RecordedDiagnosis
{
    public static IReadOnlyList<Diagnosed> Of(Run run) => run.Phases.Count == 0
        ? [new Diagnosed(run.Name, Diagnoser.Diagnose(run.Samples))]
        : [.. run.Alike().Select(alike => new Diagnosed(alike.Key, Diagnoser.Diagnose(run.Within(alike))))];
}
