using Load.Diagnosis.Facts;
using static System.FormattableString;

namespace Load.Diagnosis.Rules;

/// <summary>The processors are used up by several, or by what has nothing to do with the service, and its requests wait for them.</summary>
internal sealed class SharedProcessorsRule : IRule
{
    public Finding? Examine(Observation seen)
    {
        if (seen is not { Machine: { IsSaturated: true } machine, Processors: { } processors })
            return null;
        var waiting = seen.Places.Own + seen.Places.ThreadQueue + seen.Places.Between;
        // Whoever waits for a processor is in the machine's queue; requests that are not there wait for something else.
        if (seen.Places.Total < machine.Processors || seen.Places.Share(waiting) < IRule.Dominant || machine.RunQueue < waiting / 2)
            return null;
        return new Finding(
            Cause.CpuLimited,
            Invariant($"{machine.Busy:0.0} of {machine.Processors:0} processors are at work: {processors.Service:0.0} for the service, ")
            + Invariant($"{processors.Database:0.0} for PostgreSQL, {processors.Client:0.0} for the client, ")
            + Invariant($"{processors.Others:0.0} for others."))
        {
            Evidence = [.. processors.Evidence(machine), new("threads that run or want to", machine.RunQueue)],
            TryNext =
            [
                "Take away from the machine whatever does not belong to the service, the client first, and look again.",
                "Or send less: what is compared on a machine that is used up is who gets the processors.",
            ],
        };
    }
}
