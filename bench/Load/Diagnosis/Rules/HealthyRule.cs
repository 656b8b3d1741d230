using Load.Diagnosis.Facts;
using static System.FormattableString;

namespace Load.Diagnosis.Rules;

/// <summary>What remains: nothing waits in line.</summary>
internal sealed class HealthyRule : IRule
{
    public Finding? Examine(Observation seen) =>
        new(
            Cause.Healthy,
            Invariant($"Nothing waits in line: {seen.Server?.Throughput ?? 0:0} answers a second, ")
            + Invariant($"{seen.Server?.InService ?? 0:0.0} requests in the service, ")
            + Invariant($"{seen.Runtime?.Cores ?? 0:0.0} of {seen.Machine?.Processors ?? 0:0} processors used by it."))
        {
            Evidence = seen is { Machine: { } machine, Processors: { } processors } ? processors.Evidence(machine) : [],
            TryNext = ["To find the limit, send more at once until something is used up, and look again."],
            IsFallback = true,
        };
}
