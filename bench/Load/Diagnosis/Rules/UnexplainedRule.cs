using Load.Diagnosis.Facts;
using static System.FormattableString;

namespace Load.Diagnosis.Rules;

/// <summary>Requests are in the service, do not compute, and wait for what no counter shows. To name a cause would be to guess.</summary>
internal sealed class UnexplainedRule : IRule
{
    private const double Several = 2;

    public Finding? Examine(Observation seen)
    {
        if (seen.Places.Own < Several || seen.Places.Share(seen.Places.Own) < IRule.Dominant)
            return null;
        return new Finding(
            Cause.NotEnoughEvidence,
            Invariant($"{seen.Places.Own:0.0} of {seen.Places.Total:0.0} requests are in the service and wait for what no counter shows."))
        {
            IsFallback = true,
            Evidence =
            [
                .. seen is { Machine: { } machine, Processors: { } processors } ? processors.Evidence(machine) : [],
                new("connections to the service", seen.Server?.Connections ?? 0),
            ],
            TryNext =
            [
                "An asynchronous lock (SemaphoreSlim, a channel), a timer, or files: dotnet-dump's dumpasync shows who awaits what.",
                "Look for a client of the service that is neither HttpClient nor Npgsql.",
            ],
        };
    }
}
