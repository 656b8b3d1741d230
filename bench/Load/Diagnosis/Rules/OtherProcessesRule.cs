using Load.Diagnosis.Facts;
using static System.FormattableString;

namespace Load.Diagnosis.Rules;

/// <summary>The processors are used up, mostly by what has nothing to do with the service, and its requests wait for them.</summary>
internal sealed class OtherProcessesRule : IRule
{
    public Finding? Examine(Observation seen)
    {
        if (seen is not { Machine: { IsSaturated: true } machine, Processors: { } processors }
            || processors.Others < processors.Service + processors.Database + processors.Client)
            return null;
        var waiting = seen.Places.Own + seen.Places.ThreadQueue + seen.Places.Between;
        // Whoever waits for a processor is in the machine's queue; requests that are not there wait for something else.
        if (seen.Places.Total < machine.Processors || seen.Places.Share(waiting) < IRule.Dominant || machine.RunQueue < waiting / 2)
            return null;
        return new Finding(
            Cause.CpuLimited,
            Invariant($"{machine.Busy:0.0} of {machine.Processors:0} processors are at work, {processors.Others:0.0} of them ")
            + "for processes other than the service, its database and its client.")
        {
            Evidence = [.. processors.Evidence(machine), new("threads that run or want to", machine.RunQueue)],
            TryNext = ["End what else runs on the machine, or give the service processors of its own, and look again."],
        };
    }
}
