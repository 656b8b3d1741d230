using Load.Diagnosis.Facts;
using Load.Diagnosis.Rules;
using Load.Sampling;

namespace Load.Diagnosis;

/// <summary>Names what limits a service, from samples alone.</summary>
public static class Diagnoser
{
    // In the order of cause and effect: what comes first explains what comes after it.
    private static readonly IRule[] Rules =
    [
        new TooLittleRule(), new ProcessorRule(), new LockRule(), new DatabaseRule(), new PoolRule(), new BlindDatabaseRule(),
        new RemoteRule(), new ThreadPoolRule(), new ClientRule(), new SharedProcessorsRule(), new UnexplainedRule(),
        new BusyConnectionsRule(), new HealthyRule(),
    ];

    /// <summary>Says what limits the service over all samples.</summary>
    /// <param name="samples">In order, a second apart.</param>
    /// <param name="problems">Why something could not be measured.</param>
    public static Verdict Diagnose(IReadOnlyList<Sample> samples, params IReadOnlyList<string> problems) =>
        Diagnose(new Window(samples), problems);

    internal static Verdict Diagnose(Window window, params IReadOnlyList<string> problems)
    {
        var seen = Observation.Of(window);
        var findings = Rules.Select(rule => rule.Examine(seen)).OfType<Finding>().ToArray();
        var first = findings[0];
        return new Verdict
        {
            Cause = first.Cause,
            Summary = first.Summary,
            Places = seen.Places.List(),
            Evidence = [.. LittlesLaw.Evidence(seen), .. first.Evidence],
            TryNext = first.TryNext,
            AlsoSeen = first.IsFinal ? [] : OtherCauses(findings),
            NotSeen = [.. problems, .. seen.Missing()],
            Samples = seen.Samples,
            Seconds = seen.Seconds,
        };
    }

    private static IReadOnlyList<Cause> OtherCauses(Finding[] findings) =>
        [.. findings[1..].Where(other => !other.IsFallback).Select(other => other.Cause).Except([findings[0].Cause])];
}
