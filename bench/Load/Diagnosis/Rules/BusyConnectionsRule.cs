using Load.Diagnosis.Facts;
using static System.FormattableString;

namespace Load.Diagnosis.Rules;

/// <summary>
/// The sender is not looked at, but all its connections always carry a request, and nothing in the service is used up: it would do
/// more if it were asked more.
/// </summary>
internal sealed class BusyConnectionsRule : IRule
{
    private const double NearlyAll = 0.8;
    private const double Most = 0.5;
    private const double Several = 2;

    public Finding? Examine(Observation seen)
    {
        if (seen is not { Client: null, Machine: { } machine, Server: { Connections: >= Several and var connections } server }
            || server.InService < NearlyAll * connections)
            return null;
        // Others may use up the machine without harm, as long as the sessions in the database do not want its processors.
        if (machine.IsSaturated && !(seen.Database is { } database && database.OnCpu < Most * database.Working))
            return null;
        return new Finding(
            Cause.ClientLimited,
            Invariant($"{server.InService:0.0} of {connections:0} connections to the service carry a request at any moment, ")
            + "and nothing that the service uses is used up.")
        {
            IsFallback = true,
            Evidence = [new("connections to the service", connections), new("requests begun", server.InService)],
            TryNext =
            [
                "Send over more connections. If throughput grows with them, the sender was the limit.",
                "Look at the sender's own queue: requests that wait there for a connection are not seen from here.",
            ],
        };
    }
}
