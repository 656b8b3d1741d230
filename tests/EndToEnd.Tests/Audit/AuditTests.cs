using EndToEnd.Tests.Support;
using Testing;
using Testing.Postgres;

namespace EndToEnd.Tests.Audit;

public sealed class AuditTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Acts_WithTheFileStore_AreOnRecord() => AssertOnRecordAsync([]);

    [PostgresFact]
    public async Task Acts_WithPostgres_AreOnRecord()
    {
        await using var database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        await AssertOnRecordAsync(new()
        {
            ["SCHEMACLAIMS_Store__Kind"] = "Postgres",
            ["SCHEMACLAIMS_Store__Postgres__ConnectionString"] = database.ConnectionString,
        });
    }

    [Fact]
    public async Task Act_ThatCannotBePutOnRecord_IsRefusedAndADryRunIsNot()
    {
        var place = Place.In(_folder.Path);
        await using var sidecar = await SidecarProcess.StartAsync(place);
        Directory.CreateDirectory(Path.Combine(place.Store, "audit.log"));

        var refused = (await Tool.RunAsync(place.Variables, "upload", "--core", Samples.Core)).Ended(1);
        (await Tool.RunAsync(place.Variables, "upload", "--core", Samples.Core, "--dry-run")).Ended(0);

        Assert.StartsWith("Nothing was done, since the audit log '", refused.Error, StringComparison.Ordinal);
        Assert.Contains("No release yet", (await Tool.RunAsync(place.Variables, "status")).Ended(0).Output, StringComparison.Ordinal);
    }

    private async Task AssertOnRecordAsync(Dictionary<string, string> variables)
    {
        var place = Place.In(_folder.Path);
        await using var sidecar = await SidecarProcess.StartAsync(place, variables);
        (await RunAsync("upload", "--core", Samples.Core, "--reason", "the first")).Ended(0);
        (await RunAsync("upload", "--core", Samples.Core, "--dry-run")).Ended(0);
        (await RunAsync("upload", "--core", Samples.Arts)).Ended(1);
        (await RunAsync("promote")).Ended(1);
        (await RunAsync("rollback", "1")).Ended(0);
        (await RunAsync("history")).Ended(0);

        var table = (await RunAsync("audit")).Ended(0).Output.Trim().Split('\n');
        var json = Json.Of((await RunAsync("audit", "--since", "1h", "-o", "json")).Ended(0));

        Assert.Equal(6, table.Length);
        Assert.Matches(@"^WHEN \(UTC\) +WHO +ACT +OUTCOME +RELEASE +WHAT +DETAIL +WHY$", table[0]);
        Assert.Matches(@"^\S+ \S+ +uid \d+ gid \d+ pid \d+ +rollback +OK +1 +to 1 +unchanged +-$", table[1]);
        Assert.Matches(@"promote +FailedPrecondition +- +- +Nothing is being rolled out\. +-$", table[2]);
        Assert.Matches(@"publish +InvalidArgument +- +schema arts\.json@[0-9a-f]{12} \(2026\) +\d+ problem", table[3]);
        Assert.Matches(@"publish +OK +1 +schema core\.json@[0-9a-f]{12} \(2026\), dry run", table[4]);
        Assert.Matches(@"publish +OK +1 +schema core\.json@[0-9a-f]{12} \(2026\) +- +the first$", table[5]);
        var acts = json.GetProperty("acts").EnumerateArray().ToArray();
        Assert.Equal(5, acts.Length);
        Assert.Equal(
            ["id", "act", "arguments", "reason", "caller", "begunAt", "endedAt", "outcome", "detail", "generation"], acts[0].Names());

        Task<ProgramRun> RunAsync(params string[] arguments) => Tool.RunAsync(place.Variables, arguments);
    }
}
