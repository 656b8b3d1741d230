using Load.Diagnosis.Facts;
using static System.FormattableString;

namespace Load.Diagnosis.Rules;

/// <summary>There is too little to go by.</summary>
internal sealed class TooLittleRule : IRule
{
    private const int FewestSamples = 5;
    private const double AsGoodAsNothing = 0.05;

    public Finding? Examine(Observation seen)
    {
        if (seen.Samples < FewestSamples)
            return Nothing(Invariant($"{seen.Samples} samples are too few; it takes {FewestSamples}."), "Look for longer.");
        if (seen.Server is null)
            return Nothing(
                "The web server of the service was not seen, so where requests are cannot be told.",
                "Give the process id of a .NET 8 or newer service with ASP.NET Core, of the same user and on the same machine.");
        if (seen.Runtime is null || seen.Machine is null)
            return Nothing("The runtime or the machine was not seen: nothing can be ruled out.", "Look on its machine, on Linux.");
        // One that answers nothing while it has requests is looked at further: it may hang.
        return seen.Places.Total < AsGoodAsNothing && seen.Server.Throughput < 1
            ? Nothing("The service was asked next to nothing.", "Look while it is under load.")
            : null;
    }

    private static Finding Nothing(string why, string remedy) => new(Cause.NotEnoughEvidence, why) { TryNext = [remedy], IsFinal = true };
}
