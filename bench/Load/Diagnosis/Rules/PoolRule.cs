using Load.Diagnosis.Facts;
using static System.FormattableString;

namespace Load.Diagnosis.Rules;

/// <summary>Requests wait for a connection to the database while those who have one keep it.</summary>
internal sealed class PoolRule : IRule
{
    private const double Most = 0.5;

    public Finding? Examine(Observation seen)
    {
        var pending = seen.Places.Pool;
        if (seen.Pool is not { } pool || pending < 1 || seen.Places.Share(pending) < IRule.Dominant)
            return null;
        var isHeldIdle = seen.Places.Database < Most * pool.Used;
        var lead = Invariant($"{pending:0.0} requests wait for a connection; {pool.Used:0.0} of {pool.Max:0} are in use, ");
        return new Finding(
            Cause.PoolLimited,
            lead + (isHeldIdle
                ? Invariant($"but only {seen.Places.Database:0.0} run a command: their holders wait for something else (hold and wait).")
                : "and most of these run a command: there are too few for the load."))
        {
            Evidence =
            [
                new("waiting for a connection", pending),
                new("connections in use", pool.Used, Invariant($"of {pool.Max:0}")),
                new("commands executing", pool.Executing),
                new("gave up waiting", pool.Timeouts, "/s"),
                .. seen.Database is { } database
                    ? [new("sessions at work", database.Working), new("sessions idle in transaction", database.IdleInTransaction)]
                    : Array.Empty<Evidence>(),
                new("calls to other services", seen.Places.Remote),
            ],
            TryNext = isHeldIdle
                ?
                [
                    "Take one connection a request, for everything: who takes a second while holding the first waits for others who do.",
                    "Hold it shorter: call other services and compute before it is taken or after it is given back.",
                    "A larger pool only moves the point at which this begins.",
                ]
                :
                [
                    "Raise Maximum Pool Size in steps, and watch whether the database's sessions begin to wait.",
                    "Make the commands faster; every connection is then free sooner.",
                ],
        };
    }
}
