using Load.Recording;
using Load.Sampling;
using Testing.Postgres;

namespace Load.Tests.Recording;

public sealed class DatabaseLogTests
{
    private static readonly DateTimeOffset Began = DateTimeOffset.FromUnixTimeSeconds(1000);
    private static readonly Phase[] Phases = [new() { Name = "steady", StartSeconds = 0, EndSeconds = 10 }];

    [Fact]
    public void Messages_OfALog_AreThoseOfTheApplicationAndOfTheDatabaseFromWarningsOn()
    {
        string[] log =
        [
            "999.9|A|40P01|ERROR:  deadlock detected",
            "1001.5|A|40P01|ERROR:  deadlock detected",
            "1001.5|A|40P01|DETAIL:  Process 1 waits for process 2.",
            "\tsecond line of it",
            "1002.5|A|40P01|ERROR:  deadlock detected",
            "1003|B|23505|ERROR:  duplicate key",
            "1004||00000|LOG:  checkpoint starting: time",
            "1004.1||00000|LOG:  checkpoint complete: wrote 3 buffers",
            "1011|A|53300|FATAL:  sorry, too many clients already",
        ];

        Assert.Equal(
            [
                new DatabaseMessage("A", "ERROR", "40P01", "deadlock detected", "steady", 2),
                new DatabaseMessage("", "LOG", "00000", "checkpoint starting: time", "steady", 1),
                new DatabaseMessage("A", "FATAL", "53300", "sorry, too many clients already", null, 1),
            ],
            DatabaseLog.Messages(log, "A", Began, Phases));
    }

    [PostgresFact]
    public async Task Messages_OfARealServer_AreRead()
    {
        var began = TimeProvider.System.GetUtcNow() - TimeSpan.FromSeconds(1);
        await using var cluster = await PostgresCluster.StartAsync(settings: "log_line_prefix=" + LoggedLine.Prefix);
        await cluster.ExecuteAsync("SET application_name = 'A'; DO $$ BEGIN RAISE WARNING 'Mind %', 'this|that'; END $$");

        DatabaseMessage[] messages;
        do
            messages = [.. DatabaseLog.Messages(cluster.Log, "A", began, [])];
        while (messages.Length == 0);

        Assert.Equal(new DatabaseMessage("A", "WARNING", "01000", "Mind this|that", null, 1), Assert.Single(messages));
    }
}
