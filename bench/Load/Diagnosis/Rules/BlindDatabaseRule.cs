using Load.Diagnosis.Facts;
using static System.FormattableString;

namespace Load.Diagnosis.Rules;

/// <summary>Requests wait for answers of the database, which is not looked at itself.</summary>
internal sealed class BlindDatabaseRule : IRule
{
    public Finding? Examine(Observation seen)
    {
        // Behind a full pool the pool comes first: a database may well have room when only few can ask it.
        if (seen is not { Database: null, Pool: { Executing: >= 1 } pool }
            || seen.Places.Share(pool.Executing) < IRule.Dominant || seen.Places.Share(seen.Places.Pool) >= IRule.Dominant)
            return null;
        return new Finding(
            Cause.DatabaseLimited,
            Invariant($"{pool.Executing:0.0} commands wait for the database's answer at any moment; ")
            + "the database was not looked at, so why is open.")
        {
            Evidence = [new("commands executing", pool.Executing), new("connections in use", pool.Used, Invariant($"of {pool.Max:0}"))],
            TryNext = ["Look again with --postgres, which shows what its sessions wait for."],
        };
    }
}
