using Load.Diagnosis.Facts;
using static System.FormattableString;

namespace Load.Diagnosis.Rules;

/// <summary>The processors are used up, mostly by the service, and its requests wait for them rather than for anybody else.</summary>
internal sealed class ProcessorRule : IRule
{
    private const double MuchCollecting = 0.1;
    private const double BytesPerMegabyte = 1e6;

    public Finding? Examine(Observation seen)
    {
        if (seen is not { Machine: { IsSaturated: true } machine, Processors: { } processors, Runtime: { } runtime }
            || !processors.IsMostlyService(machine))
            return null;
        // Those who wait for a connection wait for the processors, too, when the holders of connections compute.
        var held = seen.Pool is { Used: > 0 } pool ? Math.Clamp(1 - seen.Places.Database / pool.Used, 0, 1) : 0;
        var waiting = seen.Places.Own + seen.Places.ThreadQueue + seen.Places.Between + seen.Places.Pool * held;
        if (seen.Places.Total < 1 || seen.Places.Share(waiting) < IRule.Dominant)
            return null;
        return new Finding(
            Cause.CpuLimited,
            Invariant($"{machine.Busy:0.0} of {machine.Processors:0} processors are at work, {processors.Service:0.0} for the service, ")
            + Invariant($"and {seen.Places.Share(waiting):P0} of its requests compute or wait for a processor."))
        {
            Evidence =
            [
                .. processors.Evidence(machine),
                new("threads that run or want to", machine.RunQueue),
                new("allocated", (runtime.AllocatedPerSecond ?? 0) / BytesPerMegabyte, "MB/s"),
                new("held by the garbage collector", runtime.GcPausePart ?? 0, "of the time"),
            ],
            TryNext =
            [
                "See who computes: dotnet-trace collect --process-id P --profile dotnet-sampled-thread-time (docs/profiling.md).",
                .. runtime.GcPausePart >= MuchCollecting
                    ? ["The collector takes its part: look at what allocates, with --profile gc-verbose."]
                    : Array.Empty<string>(),
                "Give it more processors; throughput should grow with them.",
            ],
        };
    }
}
