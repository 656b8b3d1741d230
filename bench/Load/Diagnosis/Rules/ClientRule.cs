using Load.Diagnosis.Facts;
using static System.FormattableString;

namespace Load.Diagnosis.Rules;

/// <summary>The requests are still with their sender, which has too few connections or no processor left.</summary>
internal sealed class ClientRule : IRule
{
    public Finding? Examine(Observation seen)
    {
        if (seen.Client is not { } client || seen.Places.ClientQueue + seen.Places.Between < 1)
            return null;
        var hasNoProcessor = seen is { Machine: { IsSaturated: true } machine, Processors: { } processors }
            && processors.IsMostlyClient(machine);
        var outside = seen.Places.ClientQueue + (hasNoProcessor || client.WaitingForConnection >= 1 ? seen.Places.Between : 0);
        if (seen.Places.Share(outside) < IRule.Dominant)
            return null;
        var begun = seen.Server?.InService ?? 0;
        return new Finding(
            Cause.ClientLimited,
            Invariant($"The client has {client.InFlight:0.0} requests in flight, the service has begun {begun:0.0} of them; ")
            + (hasNoProcessor
                ? Invariant($"the client uses {client.Cores:0.0} processors of a machine that is used up.")
                : Invariant($"{client.WaitingForConnection:0.0} wait in it for one of {client.Connections:0} connections.")))
        {
            Evidence =
            [
                new("in flight in the client", client.InFlight),
                new("begun by the service", begun),
                new("waiting in the client", client.WaitingForConnection),
                new("connections of the client", client.Connections),
                new("processors that the client uses", client.Cores),
            ],
            TryNext = hasNoProcessor
                ? ["Send from another machine, or from several."]
                :
                [
                    "Give the client as many connections as it has users: the service is only asked as much as the connections carry.",
                    "Believe no figure of the service from such a run.",
                ],
        };
    }
}
