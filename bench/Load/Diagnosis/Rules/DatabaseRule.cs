using Load.Diagnosis.Facts;
using static System.FormattableString;

namespace Load.Diagnosis.Rules;

/// <summary>Requests are in the database, and it is used up: its sessions wait for each other, for files, or for its processors.</summary>
internal sealed class DatabaseRule : IRule
{
    private const double Most = 0.5;
    private const double NearlyAll = 0.7;

    public Finding? Examine(Observation seen)
    {
        if (seen.Database is not { Working: >= 1 } database || WhyUsedUp(seen, database) is not { } why)
            return null;
        // When the sessions in use are at work, those who wait for one wait for the database.
        var behind = seen.Pool is { } pool && database.Working >= NearlyAll * pool.Used ? seen.Places.Pool : 0;
        if (seen.Places.Share(database.Working + behind) < IRule.Dominant)
            return null;
        return new Finding(
            Cause.DatabaseLimited, Invariant($"{database.Working:0.0} sessions are at work in the database at any moment, and {why}."))
        {
            Evidence =
            [
                new("sessions at work", database.Working),
                new("of these on or waiting for a processor", database.OnCpu),
                new("of these waiting for a lock (rows)", database.WaitingForLock),
                new("of these waiting for a light lock", database.WaitingForLightLock),
                new("of these waiting for files", database.WaitingForIo),
                new("sessions idle in transaction", database.IdleInTransaction),
                .. seen is { Machine: { } machine, Processors: { } processors } ? processors.Evidence(machine) : [],
            ],
            TryNext = database.WaitingForLock >= Most * database.Working
                ?
                [
                    "See who blocks whom: SELECT pid, pg_blocking_pids(pid), query FROM pg_stat_activity WHERE wait_event_type = 'Lock'.",
                    "Make the transactions that hold the rows shorter: compute and ask others before the first write, not after it.",
                    "Write rows in the same order everywhere.",
                ]
                :
                [
                    "See which statements take the time: pg_stat_statements by total_exec_time; then EXPLAIN (ANALYZE, BUFFERS).",
                    "Ask less: one statement in place of several, and no answer that is thrown away.",
                    "More connections will not help; more processors or faster storage for the database will.",
                ],
        };
    }

    private static string? WhyUsedUp(Observation seen, DatabaseFacts database)
    {
        if (database.Waiting >= Most * database.Working)
            return Invariant($"{database.Waiting:0.0} of them wait: {database.WaitingForLock:0.0} for rows, ")
                + Invariant($"{database.WaitingForLightLock:0.0} for light locks, {database.WaitingForIo:0.0} for files");
        if (database.Cores is null)
            return database.OnCpu < Most * database.Working
                ? null
                : "compute; how busy the processors of its machine are cannot be seen from here";
        return seen is { Machine: { IsSaturated: true } machine, Processors: { } processors } && processors.IsMostlyDatabase(machine)
            ? Invariant($"PostgreSQL uses {database.Cores:0.0} of {machine.Processors:0} processors, which are used up")
            : null;
    }
}
