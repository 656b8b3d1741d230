using Dms.Client.Postgresql.Cascades;
using Dms.Client.Postgresql.Queries;
using Dms.Client.Postgresql.Tests.Cascades.Support;
using Dms.Client.Postgresql.Tests.Support;
using Npgsql;
using Testing.Postgres;

namespace Dms.Client.Postgresql.Tests.Cascades;

public sealed class IdentityCascadeOverlapTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [PostgresFact]
    public async Task Update_TwoCascadesMeetInADocument_BothSurvive()
    {
        await using var rig = await CascadeRig.CreateAsync();
        await rig.InsertAsync("School", """{"schoolId":1}""");
        var a = await rig.InsertAsync("ClassPeriod", PeriodJson("A"));
        var b = await rig.InsertAsync("ClassPeriod", PeriodJson("B"));
        var schedule = await rig.InsertAsync("BellSchedule", ScheduleJson("A", "B"));

        await using var hold = await HoldAsync(rig, schedule);
        var first = rig.UpdateAsync(a, "ClassPeriod", PeriodJson("A2"));
        var second = rig.UpdateAsync(b, "ClassPeriod", PeriodJson("B2"));
        await rig.WaitUntilBlockedAsync(2);
        await hold.DisposeAsync();

        Assert.IsType<IdentityUpdateResult.Updated>(await first);
        Assert.IsType<IdentityUpdateResult.Updated>(await second);
        Assert.Equal(["A2", "B2"], await PeriodsAsync(rig, schedule));
    }

    [PostgresFact]
    public async Task Update_CascadeOverlapsAChangeWithinIt_EndsAsIfOneCameAfterTheOther()
    {
        await using var rig = await CascadeRig.CreateAsync();
        var year = await SchoolYear.InsertAsync(rig);

        await using var hold = await HoldAsync(rig, year.Grade);
        var session = rig.UpdateAsync(year.SessionDocument, "Session", SchoolYear.RenamedSession);
        var section = rig.UpdateAsync(year.FirstSection, "Section", SchoolYear.SectionJson("S9", "Third Quarter"));
        await rig.WaitUntilBlockedAsync(2);
        await hold.DisposeAsync();

        Assert.IsType<IdentityUpdateResult.Updated>(await session);
        // What the section was to refer to is gone when the session comes first.
        var identifier = await section is IdentityUpdateResult.Updated ? "S9" : "S1";
        Assert.True(await section is IdentityUpdateResult.Updated or IdentityUpdateResult.ReferencesNotFound, (await section).ToString());
        var grade = SchoolYear.GradeJson("Fourth Quarter").Replace("S1", identifier, StringComparison.Ordinal);
        Assert.Equal(year.Grade.Uuid, await rig.FindAsync("Grade", grade));
        Assert.Equal(identifier, (string?)(await rig.BodyAsync(year.Grade))["associationReference"]!["sectionIdentifier"]);
        Assert.Equal("Fourth Quarter", (string?)(await rig.BodyAsync(year.Grade))["associationReference"]!["sessionName"]);
    }

    [PostgresFact]
    public async Task Update_SomebodyStartsToReferMeanwhile_IsRewrittenToo()
    {
        await using var rig = await CascadeRig.CreateAsync();
        var year = await SchoolYear.InsertAsync(rig);
        var late = SchoolYear.OfferingJson("Third Quarter").Replace("ABC", "LATE", StringComparison.Ordinal);
        await using var connection = await rig.Database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var resource = rig.Schema.Schema.FindResourceByName("Ed-Fi", "CourseOffering")!;
        var stored = await DocumentInsert.RunAsync(connection, rig.Schema.Schema, resource, late);

        var update = rig.UpdateAsync(year.SessionDocument, "Session", SchoolYear.RenamedSession);
        await rig.WaitUntilBlockedAsync(1);
        await transaction.CommitAsync();

        Assert.Equal(6, Assert.IsType<IdentityUpdateResult.Updated>(await update).FanOut.Documents);
        Assert.Equal("Fourth Quarter", (string?)(await rig.BodyAsync(stored))["sessionReference"]!["sessionName"]);
    }

    [PostgresFact]
    public async Task Update_ReferrerIsDeletedMeanwhile_TheOthersAreRewritten()
    {
        await using var rig = await CascadeRig.CreateAsync();
        var year = await SchoolYear.InsertAsync(rig);
        await using var connection = await rig.Database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var delete = new NpgsqlCommand("DELETE FROM dms.document WHERE documentuuid = $1", connection, transaction)
        {
            Parameters = { new() { Value = year.Grade.Uuid } },
        };
        await delete.ExecuteNonQueryAsync();

        var update = rig.UpdateAsync(year.SessionDocument, "Session", SchoolYear.RenamedSession);
        await rig.WaitUntilBlockedAsync(1);
        await transaction.CommitAsync();

        Assert.Equal(4, Assert.IsType<IdentityUpdateResult.Updated>(await update).FanOut.Documents);
    }

    [PostgresFact]
    public async Task Update_HoldsItsLocks_NobodyWhoReadsWaits()
    {
        await using var rig = await CascadeRig.CreateAsync();
        var year = await SchoolYear.InsertAsync(rig);
        // The cascade locks in this order, and gets all but the last.
        var last = new[] { year.SessionDocument, year.Offering, year.FirstSection, year.SecondSection, year.Enrolment, year.Grade }
            .OrderBy(document => (document.PartitionKey, document.Id)).Last();
        await using var hold = await HoldAsync(rig, last);
        var update = rig.UpdateAsync(year.SessionDocument, "Session", SchoolYear.RenamedSession);
        await rig.WaitUntilBlockedAsync(1);

        var (students, _, _) = await QueryRig.ReadAsync(rig.Database.DataSource, QueryRig.Query("Student", new PageRange(9)))
            .WaitAsync(Patience);
        var enrolment = await rig.BodyAsync(year.Enrolment).WaitAsync(Patience);
        var preview = await rig.PreviewAsync(year.SessionDocument, "Session", SchoolYear.RenamedSession).WaitAsync(Patience);

        Assert.False(update.IsCompleted);
        Assert.Equal(1, students.GetArrayLength());
        Assert.Equal("Third Quarter", (string?)enrolment["sectionReference"]!["sessionName"]);
        Assert.Equal(5, Assert.IsType<IdentityUpdateResult.Previewed>(preview).FanOut.Documents);
        await hold.DisposeAsync();
        Assert.IsType<IdentityUpdateResult.Updated>(await update);
    }

    [PostgresFact]
    public async Task Update_DocumentStaysLocked_GivesUpAndWritesNothing()
    {
        await using var rig = await CascadeRig.CreateAsync(options: new CascadeOptions
        {
            LockTimeout = TimeSpan.FromMilliseconds(20), MaxRetries = 2, RetryDelay = TimeSpan.FromMilliseconds(1),
        });
        var year = await SchoolYear.InsertAsync(rig);
        var state = await rig.StateAsync();
        await using var hold = await HoldAsync(rig, year.Grade);

        var result = await rig.UpdateAsync(year.SessionDocument, "Session", SchoolYear.RenamedSession);

        Assert.Equal(3, Assert.IsType<IdentityUpdateResult.WriteConflict>(result).Attempts);
        Assert.Equal(state, await rig.StateAsync());
    }

    [PostgresFact]
    [Trait("Category", "Long")]
    public async Task Update_ManyCascadesBackAndForth_EndInOneState()
    {
        await using var rig = await CascadeRig.CreateAsync(options: new CascadeOptions
        {
            MaxRetries = 100, RetryDelay = TimeSpan.FromMilliseconds(1),
        });
        await rig.InsertAsync("School", """{"schoolId":1}""");
        var names = Enumerable.Range(0, 6).Select(i => $"P{i}").ToArray();
        var periods = new List<StoredDocument>();
        foreach (var name in names)
            periods.Add(await rig.InsertAsync("ClassPeriod", PeriodJson(name)));
        var schedules = new List<StoredDocument>();
        for (var i = 0; i < 4; i++)
        {
            var json = ScheduleJson([.. names]).Replace("\"S\"", $"\"S{i}\"", StringComparison.Ordinal);
            schedules.Add(await rig.InsertAsync("BellSchedule", json));
        }

        await Task.WhenAll(periods.Select(async (period, i) =>
        {
            for (var round = 1; round <= 5; round++)
            {
                var result = await rig.UpdateAsync(period, "ClassPeriod", PeriodJson($"{names[i]}-{round}"));
                Assert.IsType<IdentityUpdateResult.Updated>(result);
            }
        }));

        foreach (var schedule in schedules)
            Assert.Equal(names.Select(name => $"{name}-5"), await PeriodsAsync(rig, schedule));
    }

    private static async Task<IEnumerable<string?>> PeriodsAsync(CascadeRig rig, StoredDocument schedule) =>
        (await rig.BodyAsync(schedule))["classPeriods"]!.AsArray()
            .Select(item => (string?)item!["classPeriodReference"]!["classPeriodName"]);

    private static async Task<IAsyncDisposable> HoldAsync(CascadeRig rig, StoredDocument document)
    {
        var connection = await rig.Database.DataSource.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("BEGIN", connection);
        await command.ExecuteNonQueryAsync();
        command.CommandText = "SELECT FROM dms.document WHERE documentuuid = $1 FOR UPDATE";
        command.Parameters.Add(new() { Value = document.Uuid });
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private static string PeriodJson(string name) => $$$"""{"classPeriodName":"{{{name}}}","schoolReference":{"schoolId":1}}""";

    private static string ScheduleJson(params string[] periods)
    {
        var elements = periods.Select(name => $$$"""{"classPeriodReference":{"classPeriodName":"{{{name}}}","schoolId":1}}""");
        return $$"""{"bellScheduleName":"S","schoolReference":{"schoolId":1},"classPeriods":[{{string.Join(',', elements)}}]}""";
    }
}
