using System.IO.Pipelines;
using Dms.Client.Postgresql.Authorization;
using Dms.Client.Postgresql.Queries;
using Dms.Client.Postgresql.Tests.Support;
using Npgsql;
using Testing.Postgres;
using static Dms.Client.Postgresql.Tests.Support.QueryRig;

namespace Dms.Client.Postgresql.Tests.Queries;

public sealed class DocumentQueriesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [PostgresFact]
    public async Task Page_Documents_ArriveAsTheyAreStored()
    {
        await using var database = await DmsDatabase.CreateAsync();
        await ManyStudents.InsertAsync(database, 3);
        var (documents, end, total) = await ReadAsync(database.DataSource, Query("Student", new PageRange(10)));

        Assert.Equal(["S1", "S2", "S3"], Ids(documents));
        Assert.Equal("Größe \"2\" 🙂", documents[1].GetProperty("firstName").GetString());
        Assert.Equal((3, null, null), (end.Documents, end.Next, total));
    }

    [PostgresTheory]
    [InlineData(0)]
    [InlineData(10)]
    public async Task Page_WithoutDocuments_IsAnEmptyArray(int limit)
    {
        await using var database = await DmsDatabase.CreateAsync();
        if (limit == 0)
            await ManyStudents.InsertAsync(database, 3);

        Assert.Equal("[]", (await ReadAsync(database.DataSource, Query("Student", new PageRange(limit)))).Documents.GetRawText());
    }

    [PostgresFact]
    public async Task Page_DocumentsCreatedAtTheSameTime_AreNeitherRepeatedNorLost()
    {
        await using var database = await DmsDatabase.CreateAsync();
        await ManyStudents.InsertAsync(database, 100);
        var byOffset = new List<string>();
        for (var offset = 0; offset < 100; offset += 7)
            byOffset.AddRange(Ids((await ReadAsync(database.DataSource, Query("Student", new PageRange(7, offset)))).Documents));
        var byCursor = new List<string>();
        for (PageCursor? after = null; byCursor.Count == 0 || after is not null;)
        {
            var (documents, end, _) = await ReadAsync(database.DataSource, Query("Student", new PageRange(7, After: after)));
            byCursor.AddRange(Ids(documents));
            after = end.Next;
        }

        Assert.Equal(Enumerable.Range(1, 100).Select(n => $"S{n}"), byOffset);
        Assert.Equal(byOffset, byCursor);
    }

    [PostgresFact]
    public async Task Cursor_DocumentsDeletedBeforeIt_LosesNothing()
    {
        await using var database = await DmsDatabase.CreateAsync();
        await ManyStudents.InsertAsync(database, 10, createdAt: "timestamp '2024-01-01' + n * interval '1 microsecond'");
        var (_, end, _) = await ReadAsync(database.DataSource, Query("Student", new PageRange(5)));
        await database.ExecuteAsync("DELETE FROM dms.document WHERE edfidoc->>'studentUniqueId' IN ('S1', 'S5')");

        Assert.Equal(
            ["S6", "S7"], Ids((await ReadAsync(database.DataSource, Query("Student", new PageRange(2, After: end.Next)))).Documents));
    }

    [PostgresFact]
    public async Task Page_SameResourceNameInAnotherProject_IsNotMixedIn()
    {
        await using var database = await DmsDatabase.CreateAsync();
        await ManyStudents.InsertAsync(database, 2);
        await ManyStudents.InsertAsync(database, 5, project: "Sample");

        var (documents, _, total) = await ReadAsync(database.DataSource, Query("Student", new PageRange(10)) with { WithTotalCount = true });
        Assert.Equal((2, 2), (documents.GetArrayLength(), total));
    }

    [PostgresTheory]
    [InlineData("studentUniqueId", "S7", 1)]
    [InlineData("firstName", "Größe \"7\" 🙂", 1)]
    [InlineData("firstName", "x' OR true --", 0)]
    [InlineData("firstName", "a\\\"b", 0)]
    [InlineData("siblings", "2", 20)]
    [InlineData("siblings", "2.0", 20)]
    [InlineData("multipleBirthStatus", "True", 50)]
    [InlineData("birthDate", "2010-01-01", 100)]
    [InlineData("seenAt", "2024-01-01T09:00:00+01:00", 100)]
    [InlineData("seenAt", "2024-01-01T09:00:00Z", 0)]
    [InlineData("city", "C1", 34)]
    public async Task Filter_Value_IsComparedByItsType(string field, string value, int expected)
    {
        await using var database = await DmsDatabase.CreateAsync();
        await ManyStudents.InsertAsync(database, 100);

        var (documents, _, total) = await ReadAsync(
            database.DataSource, Query("Student", new PageRange(100), (field, value)) with { WithTotalCount = true });
        Assert.Equal((expected, expected), (documents.GetArrayLength(), total));
    }

    [PostgresFact]
    public async Task Filter_Several_MustAllFit()
    {
        await using var database = await DmsDatabase.CreateAsync();
        await ManyStudents.InsertAsync(database, 100);

        Assert.Equal(10, (await ReadAsync(
            database.DataSource, Query("Student", new PageRange(100), ("siblings", "2"), ("multipleBirthStatus", "true")))).End.Documents);
    }

    [PostgresFact]
    public async Task Filter_OneOfSeveralPlaces_IsEnough()
    {
        await using var database = await DmsDatabase.CreateAsync();
        await database.InsertAsync("Student", """{"studentUniqueId":"A","birthCity":"Austin"}""");
        await database.InsertAsync("Student", """{"studentUniqueId":"B","addresses":[{"city":"Boston"},{"city":"Austin"}]}""");
        await database.InsertAsync("Student", """{"studentUniqueId":"C","addresses":[{"city":"Boston"}]}""");

        Assert.Equal(["A", "B"], Ids((await ReadAsync(database.DataSource, Query("Student", new PageRange(9), ("city", "Austin")))).Documents));
    }

    [PostgresTheory]
    [InlineData(SchoolDistrict.Agency, 3)]
    [InlineData(SchoolDistrict.FirstSchool, 1)]
    [InlineData(99L, 0)]
    public async Task Authorization_Organizations_ReachWhatIsBelowThem(long organization, int expected)
    {
        await using var database = await SchoolDistrict.CreateAsync();
        var authorization = Authorize("School", new ClientAuthorizations([organization], []), "RelationshipsWithEdOrgsOnly");

        var schools = await ReadAsync(database.DataSource, Query("School", new PageRange(9)) with { Authorization = authorization });
        var agencies = await ReadAsync(database.DataSource, Query("LocalEducationAgency", new PageRange(9)) with { Authorization = authorization });
        Assert.Equal(expected, schools.End.Documents + agencies.End.Documents);
    }

    [PostgresFact]
    public async Task Authorization_People_AreSeenThroughTheirAssociations()
    {
        await using var database = await SchoolDistrict.CreateAsync();
        Assert.Equal((2, 1), (await CountAsync("Student", SchoolDistrict.Agency), await CountAsync("Student", SchoolDistrict.FirstSchool)));
        Assert.Equal((1, 0), (await CountAsync("Contact", SchoolDistrict.FirstSchool), await CountAsync("Contact", SchoolDistrict.SecondSchool)));
        Assert.Equal((0, 1), (await CountAsync("Staff", SchoolDistrict.FirstSchool), await CountAsync("Staff", SchoolDistrict.SecondSchool)));

        async Task<int> CountAsync(string resource, long organization) => (await ReadAsync(
            database.DataSource,
            Query(resource, new PageRange(9)) with
            {
                Authorization = Authorize(resource, new ClientAuthorizations([organization], []), "RelationshipsWithEdOrgsAndPeople"),
            })).End.Documents;
    }

    [PostgresTheory]
    [InlineData("uri://ed-fi.org/", 1)]
    [InlineData("uri://", 3)]
    [InlineData("uri://100%", 1)]
    [InlineData("uri://100_", 0)]
    [InlineData("%", 0)]
    public async Task Authorization_Namespaces_AreLiteralPrefixes(string prefix, int expected)
    {
        await using var database = await DmsDatabase.CreateAsync();
        foreach (var ns in new[] { "uri://ed-fi.org/survey", "uri://other", "uri://100%25" })
            await database.InsertAsync("Survey", $$"""{"namespace":"{{ns}}","surveyIdentifier":"1"}""");
        var authorization = Authorize("Survey", new ClientAuthorizations([], [prefix]), "NamespaceBased");

        Assert.Equal(expected, (await ReadAsync(
            database.DataSource, Query("Survey", new PageRange(9)) with { Authorization = authorization })).End.Documents);
    }

    [Theory]
    [InlineData("Student", "RelationshipsWithStudentsOnly", "any education organizations assigned")]
    [InlineData("Survey", "NamespaceBased", "any namespace prefixes assigned")]
    [InlineData("Survey", "NoSuchStrategy", "'NoSuchStrategy'")]
    [InlineData("Survey", "", "No authorization strategies")]
    public void Authorization_ClientWithoutClaims_IsRefusedRatherThanShownEverything(string resource, string strategy, string expected)
    {
        Assert.False(QueryAuthorization.TryCreate(
            Resource(resource), strategy.Length == 0 ? [] : [strategy], new ClientAuthorizations([], []), out _, out var refusal));

        Assert.Contains(expected, Assert.Single(refusal.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Authorization_NamespacesOfAResourceWithoutNamespace_IsRefused()
    {
        Assert.False(QueryAuthorization.TryCreate(
            Resource("Student"), ["NamespaceBased"], new ClientAuthorizations([], ["uri://"]), out _, out var refusal));

        Assert.StartsWith("No 'Namespace'", Assert.Single(refusal.Errors), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Count_DocumentsWrittenBeforeThePageIsRead_AreInNeither()
    {
        await using var database = await DmsDatabase.CreateAsync();
        await ManyStudents.InsertAsync(database, 50);
        await using var reading = await RowPolicy.ReadThroughAsync(
            database, "IF document->>'studentUniqueId' = 'S50' THEN PERFORM pg_advisory_xact_lock(1); END IF; RETURN true;");
        await using var writer = await database.DataSource.OpenConnectionAsync();
        await new NpgsqlCommand("SELECT pg_advisory_lock(1)", writer).ExecuteNonQueryAsync();

        var page = ReadAsync(reading, Query("Student", new PageRange(500)) with { WithTotalCount = true });
        while (await database.ReadAsync<long>(
            """
            SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
            WHERE d.datname = current_database() AND locktype = 'advisory' AND NOT granted
            """) == 0)
            Assert.False(page.IsCompleted);
        await ManyStudents.InsertAsync(database, 50);
        await new NpgsqlCommand("SELECT pg_advisory_unlock(1)", writer).ExecuteNonQueryAsync();

        var (_, end, total) = await page;
        Assert.Equal((50, 50L), (end.Documents, total));
    }

    [PostgresFact]
    public async Task Page_WithoutFilters_ComesBeforeItsLastDocumentIsRead()
    {
        await using var database = await DmsDatabase.CreateAsync();
        await ManyStudents.InsertAsync(database, 1_000, createdAt: "timestamp '2024-01-01' + n * interval '1 second'");
        await database.ExecuteAsync("ANALYZE dms.document");
        await using var reading = await RowPolicy.ReadThroughAsync(
            database,
            "IF document->>'studentUniqueId' = 'S900' THEN PERFORM pg_advisory_xact_lock(1); END IF; RETURN current_setting('jit') = 'off';");
        await using var writer = await database.DataSource.OpenConnectionAsync();
        await new NpgsqlCommand("SELECT pg_advisory_lock(1)", writer).ExecuteNonQueryAsync();
        var options = new DocumentQueryOptions { MaximumPageSize = 1_000, BatchBytes = 4 * 1024 };
        var queries = new DocumentQueries(reading, options, TimeProvider.System);
        var pipe = new Pipe();

        // Whoever sorted would have to see all of them first, and the last but a hundred cannot be seen.
        await using var page = await queries.OpenAsync(Query("Student", new PageRange(1_000)), CancellationToken.None).WaitAsync(Patience);
        var writing = page.WriteToAsync(pipe.Writer, CancellationToken.None);
        Assert.True((await pipe.Reader.ReadAsync().AsTask().WaitAsync(Patience)).Buffer.Length >= options.BatchBytes);

        Assert.False(writing.IsCompleted);
        await pipe.Reader.CompleteAsync();
        await new NpgsqlCommand("SELECT pg_advisory_unlock(1)", writer).ExecuteNonQueryAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => writing);
    }

    [PostgresTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Page_Ended_LeavesTheConnectionAsItWas(bool withTotalCount)
    {
        await using var database = await DmsDatabase.CreateAsync();
        await using var single = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(database.ConnectionString) { MaxPoolSize = 1, NoResetOnClose = true });
        await ReadAsync(single, Query("Student", new PageRange(2)) with { WithTotalCount = withTotalCount });

        await using var command = single.CreateCommand(
            "SELECT concat_ws(' ', current_setting('enable_sort'), current_setting('jit'), current_setting('plan_cache_mode'), "
            + "current_setting('transaction_read_only'))");
        Assert.Equal("on on auto off", await command.ExecuteScalarAsync());
    }

    [PostgresFact]
    public async Task Page_AnotherOnTheSameConnection_TakesOneRoundTripAndNoFurtherStatements()
    {
        await using var database = await DmsDatabase.CreateAsync();
        await using var counter = new WireCounter(database.Postgres.Cluster.Port);
        await using var single = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(database.ConnectionString) { Port = counter.Port, MaxPoolSize = 1 });
        await ReadAsync(single, Query("Student", new PageRange(5)));
        var kept = await StatementsAsync();
        var before = counter.RoundTrips;

        await ReadAsync(single, Query("School", new PageRange(7, Offset: 3)));
        Assert.Equal(1, counter.RoundTrips - before);
        await ReadAsync(single, Query("Student", new PageRange(5), ("studentUniqueId", "S1")));

        Assert.Equal(kept, await StatementsAsync());

        async Task<long> StatementsAsync()
        {
            await using var command = single.CreateCommand("SELECT count(*) FROM pg_prepared_statements");
            return (long)(await command.ExecuteScalarAsync())!;
        }
    }

    [PostgresFact]
    public async Task Page_PlansThatTheConnectionKeeps_FollowTheDocuments()
    {
        await using var database = await DmsDatabase.CreateAsync();
        await using var single = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(database.ConnectionString) { MaxPoolSize = 1 });
        Assert.Equal(0, (await ReadAsync(single, Query("Student", new PageRange(500)))).End.Documents);
        await ManyStudents.InsertAsync(database, 300);
        await database.ExecuteAsync("ANALYZE dms.document");

        Assert.Equal(
            Enumerable.Range(1, 300).Select(n => $"S{n}"), Ids((await ReadAsync(single, Query("Student", new PageRange(500)))).Documents));
        Assert.Equal(["S8", "S9"], Ids((await ReadAsync(single, Query("Student", new PageRange(2, Offset: 7)))).Documents));
    }

    [PostgresTheory]
    [InlineData(501, 0)]
    [InlineData(-1, 0)]
    [InlineData(1, -1)]
    public async Task Page_OutOfRange_IsRefusedBeforeTheDatabaseIsAsked(int limit, long offset)
    {
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1");
        var queries = new DocumentQueries(nowhere, new DocumentQueryOptions(), TimeProvider.System);

        await Assert.ThrowsAsync<ArgumentException>(() => queries.OpenAsync(Query("Student", new PageRange(limit, offset)), CancellationToken.None));
    }
}
