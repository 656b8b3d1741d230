using System.Collections.Immutable;
using System.Text;
using Dms.Client.Postgresql.Authorization;
using Dms.Client.Postgresql.Tests.Support;
using Dms.Client.Schema;
using Npgsql;
using Testing.Postgres;

namespace Dms.Client.Postgresql.Tests.Authorization;

public sealed class AuthorizationSessionTests
{
    private const string Everything = "RelationshipsWithEdOrgsAndPeople";

    [PostgresTheory]
    [InlineData(SchoolDistrict.Agency, true)]
    [InlineData(SchoolDistrict.FirstSchool, true)]
    [InlineData(SchoolDistrict.SecondSchool, false)]
    [InlineData(1L, false)]
    public async Task Session_StudentOfASchool_IsSeenFromThereAndAbove(long organization, bool expected)
    {
        await using var database = await SchoolDistrict.CreateAsync();
        var result = await AuthorizeAsync(database, "Student", Elements(student: "S1"), [organization], Everything);

        Assert.Equal(expected, result.IsAuthorized);
        if (!expected)
            Assert.Equal(
                ($"No relationships have been established between the caller's education organization id claims ('{organization}') and the resource item's StudentUniqueId value.",
                    "Hint: You may need to create a corresponding 'StudentSchoolAssociation' item."),
                (Assert.Single(result.Errors), Assert.Single(result.Hints)));
    }

    [PostgresFact]
    public async Task Session_SeveralOrganizations_MustAllBeInReach()
    {
        await using var database = await SchoolDistrict.CreateAsync();
        var both = Elements(organizations: [SchoolDistrict.FirstSchool, SchoolDistrict.SecondSchool]);

        Assert.True((await AuthorizeAsync(database, "School", both, [SchoolDistrict.Agency], "RelationshipsWithEdOrgsOnly")).IsAuthorized);
        Assert.False((await AuthorizeAsync(database, "School", both, [SchoolDistrict.FirstSchool], "RelationshipsWithEdOrgsOnly")).IsAuthorized);
        Assert.True((await AuthorizeAsync(
            database, "School", both, [SchoolDistrict.FirstSchool, SchoolDistrict.SecondSchool], "RelationshipsWithEdOrgsOnly")).IsAuthorized);
    }

    [PostgresFact]
    public async Task Session_OrganizationThatIsNotStoredYet_IsInReachOfItself()
    {
        await using var database = await SchoolDistrict.CreateAsync();

        Assert.True((await AuthorizeAsync(database, "School", Elements(organizations: [77]), [77], "RelationshipsWithEdOrgsOnly")).IsAuthorized);
        Assert.False((await AuthorizeAsync(
            database, "School", Elements(organizations: [77]), [SchoolDistrict.Agency], "RelationshipsWithEdOrgsOnly")).IsAuthorized);
    }

    [PostgresFact]
    public async Task Session_SeveralStudents_OnlyTheFirstCounts()
    {
        await using var database = await SchoolDistrict.CreateAsync();

        Assert.True((await AuthorizeAsync(
            database, "Student", Elements() with { Student = ["S1", "S2"] }, [SchoolDistrict.FirstSchool], Everything)).IsAuthorized);
        Assert.False((await AuthorizeAsync(
            database, "Student", Elements() with { Student = ["S2", "S1"] }, [SchoolDistrict.FirstSchool], Everything)).IsAuthorized);
    }

    [PostgresFact]
    public async Task Session_ContactAndStaff_AreReachedThroughTheirAssociations()
    {
        await using var database = await SchoolDistrict.CreateAsync();

        Assert.True((await AuthorizeAsync(database, "Contact", Elements() with { Contact = ["C1"] }, [SchoolDistrict.FirstSchool], Everything)).IsAuthorized);
        Assert.Contains(
            "'StudentContactAssociation'",
            (await AuthorizeAsync(database, "Contact", Elements() with { Contact = ["C1"] }, [SchoolDistrict.SecondSchool], Everything)).Hints[0],
            StringComparison.Ordinal);
        Assert.True((await AuthorizeAsync(database, "Staff", Elements() with { Staff = ["T1"] }, [SchoolDistrict.SecondSchool], Everything)).IsAuthorized);
        Assert.False((await AuthorizeAsync(database, "Staff", Elements() with { Staff = ["T1"] }, [SchoolDistrict.FirstSchool], Everything)).IsAuthorized);
    }

    [PostgresFact]
    public async Task Session_Responsibility_IsAskedByItsOwnStrategyOnly()
    {
        await using var database = await SchoolDistrict.CreateAsync();
        await database.InsertAsync(
            "StudentEducationOrganizationResponsibilityAssociation",
            """{"beginDate":"2024-08-01","educationOrganizationReference":{"educationOrganizationId":255902},"studentReference":{"studentUniqueId":"S1"}}""");
        ImmutableArray<long> second = [SchoolDistrict.SecondSchool];

        Assert.True((await AuthorizeAsync(
            database, "Student", Elements(student: "S1"), second, "RelationshipsWithStudentsOnlyThroughResponsibility")).IsAuthorized);
        Assert.False((await AuthorizeAsync(database, "Student", Elements(student: "S1"), second, "RelationshipsWithStudentsOnly")).IsAuthorized);
    }

    [PostgresFact]
    public async Task Session_SeveralFailures_AreToldTogether()
    {
        await using var database = await SchoolDistrict.CreateAsync();
        var result = await AuthorizeAsync(
            database, "StudentSchoolAssociation", Elements(student: "S1", organizations: SchoolDistrict.FirstSchool), [1, 2], Everything);

        Assert.Equal(
            "No relationships have been established between the caller's education organization id claims ('1', '2') and one or more of the "
            + "following properties of the resource item: 'SchoolId', 'StudentUniqueId'.",
            Assert.Single(result.Errors));
    }

    [PostgresFact]
    public async Task Session_ElementAbsent_SaysWhichPropertyIsMissing()
    {
        await using var database = await SchoolDistrict.CreateAsync();

        Assert.StartsWith(
            "No 'EducationOrganizationId', 'StudentUniqueId' properties could be found",
            (await AuthorizeAsync(database, "StudentSchoolAssociation", Elements(), [1], Everything)).Errors[0], StringComparison.Ordinal);
        Assert.StartsWith(
            "No 'StudentUniqueId' property could be found",
            (await AuthorizeAsync(database, "Student", Elements(), [1], Everything)).Errors[0], StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Session_Strategies_AreJoinedByTheirOperators()
    {
        await using var database = await SchoolDistrict.CreateAsync();
        var elements = Elements(student: "S1") with { Namespace = ["uri://other"] };

        Assert.True((await JoinAsync(new("NamespaceBased"), new("RelationshipsWithStudentsOnly"))).IsAuthorized);
        Assert.False((await JoinAsync(new("NamespaceBased", StrategyOperator.And), new("RelationshipsWithStudentsOnly"))).IsAuthorized);
        Assert.True((await JoinAsync(new("NoFurtherAuthorizationRequired", StrategyOperator.And), new("RelationshipsWithStudentsOnly"))).IsAuthorized);
        Assert.False((await JoinAsync()).IsAuthorized);

        Task<AuthorizationResult> JoinAsync(params ImmutableArray<AuthorizationStrategy> strategies) =>
            AuthorizeAsync(database, "Student", elements, new ClientAuthorizations([SchoolDistrict.FirstSchool], ["uri://ed-fi"]), strategies);
    }

    [Theory]
    [InlineData("uri://ED-FI.org/x", true)]
    [InlineData("uri://other", false)]
    public async Task Session_Namespaces_AreComparedByPrefixWithoutTheDatabase(string value, bool expected)
    {
        await using var closed = new NpgsqlConnection();
        using var session = new AuthorizationSession(closed);
        var result = await session.AuthorizeAsync(
            new AuthorizationRequest(
                Resource("Survey"), Elements() with { Namespace = [value] }, new ClientAuthorizations([], ["uri://ed-fi.org"]),
                [new("NamespaceBased")], AuthorizationUse.Write),
            CancellationToken.None);

        Assert.Equal(expected, result.IsAuthorized);
    }

    [Theory]
    [InlineData("NamespaceBased", "doesn't have any namespace prefixes assigned.")]
    [InlineData("RelationshipsWithEdOrgsOnly", "doesn't have any education organizations assigned.")]
    [InlineData("NoSuchStrategy", "Could not find authorization strategy implementation for the following strategy: 'NoSuchStrategy'.")]
    public async Task Session_ClientWithoutClaims_IsRefused(string strategy, string expected)
    {
        await using var closed = new NpgsqlConnection();
        using var session = new AuthorizationSession(closed);
        var result = await session.AuthorizeAsync(
            new AuthorizationRequest(
                Resource("Survey"), Elements() with { Namespace = ["x"] }, new ClientAuthorizations([], []), [new(strategy)],
                AuthorizationUse.ReadOrDelete),
            CancellationToken.None);

        Assert.EndsWith(expected, Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Session_Arrays_AreWhatTheTriggersStore()
    {
        await using var database = await SchoolDistrict.CreateAsync();
        await using var connection = await database.DataSource.OpenConnectionAsync();
        using var session = new AuthorizationSession(connection);
        var arrays = await session.GetArraysAsync(
            new DocumentSecurityElements([], [], ["S1"], ["C1"], ["T1"]), CancellationToken.None);

        Assert.Equal("""["2559", "255901"]""", Encoding.UTF8.GetString(arrays.StudentSchool!.Value.Span));
        Assert.Null(arrays.StudentResponsibility);
        Assert.Equal("""["2559", "255901"]""", Encoding.UTF8.GetString(arrays.ContactStudentSchool!.Value.Span));
        Assert.Equal("""["2559", "255902"]""", Encoding.UTF8.GetString(arrays.StaffEducationOrganization!.Value.Span));
        Assert.Equal(
            Encoding.UTF8.GetString(arrays.StudentSchool!.Value.Span),
            await database.ReadAsync<string>("SELECT studentschoolauthorizationedorgids::text FROM dms.document WHERE edfidoc->>'studentUniqueId' = 'S1'"));
    }

    [PostgresFact]
    public async Task Session_AskedAgain_DoesNotAskTheDatabaseUntilSomethingIsWritten()
    {
        await using var database = await SchoolDistrict.CreateAsync();
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        using var session = new AuthorizationSession(connection);
        var request = new AuthorizationRequest(
            Resource("Student"), Elements(student: "S1"), new ClientAuthorizations([SchoolDistrict.FirstSchool], []),
            [new(Everything)], AuthorizationUse.Write);
        Assert.True((await session.AuthorizeAsync(request, CancellationToken.None)).IsAuthorized);

        await new NpgsqlCommand("DELETE FROM dms.document WHERE resourcename = 'StudentSchoolAssociation'", connection).ExecuteNonQueryAsync();
        session.Written(Resource("Student"));
        Assert.True((await session.AuthorizeAsync(request, CancellationToken.None)).IsAuthorized);
        session.Written(Resource("StudentSchoolAssociation"));
        Assert.False((await session.AuthorizeAsync(request, CancellationToken.None)).IsAuthorized);
        Assert.Null((await session.GetArraysAsync(request.SecurityElements, CancellationToken.None)).StudentSchool);
    }

    [PostgresTheory]
    [InlineData("StudentSchoolAssociation", true)]
    [InlineData("StudentContactAssociation", true)]
    [InlineData("StudentEducationOrganizationResponsibilityAssociation", true)]
    [InlineData("StaffEducationOrganizationAssignmentAssociation", true)]
    [InlineData("School", true)]
    [InlineData("Survey", false)]
    public async Task Session_DocumentWritten_AsksAgainOnlyWhereItChangesAnswers(string written, bool asksAgain)
    {
        await using var database = await SchoolDistrict.CreateAsync();
        await using var counter = new WireCounter(database.Postgres.Cluster.Port);
        await using var dataSource = Through(counter, database);
        await using var connection = await dataSource.OpenConnectionAsync();
        using var session = new AuthorizationSession(connection);
        var elements = new DocumentSecurityElements([], [], ["S1"], ["C1"], ["T1"]);
        await session.GetArraysAsync(elements, CancellationToken.None);
        var before = counter.RoundTrips;

        session.Written(Resource(written));
        await session.GetArraysAsync(elements, CancellationToken.None);

        Assert.Equal(asksAgain ? 1 : 0, counter.RoundTrips - before);
    }

    [PostgresFact]
    public async Task Session_ManyAtOnce_ShareOneAnswer()
    {
        await using var database = await SchoolDistrict.CreateAsync();
        await using var counter = new WireCounter(database.Postgres.Cluster.Port);
        await using var dataSource = Through(counter, database);
        await using var connection = await dataSource.OpenConnectionAsync();
        using var session = new AuthorizationSession(connection);
        var request = new AuthorizationRequest(
            Resource("StudentSchoolAssociation"), Elements("S1", SchoolDistrict.FirstSchool, SchoolDistrict.SecondSchool),
            new ClientAuthorizations([SchoolDistrict.Agency], []), [new(Everything)], AuthorizationUse.Write);
        var before = counter.RoundTrips;

        var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => session.AuthorizeAsync(request, CancellationToken.None)));
        Assert.All(results, result => Assert.True(result.IsAuthorized));
        Assert.Equal((1, 1), (counter.RoundTrips - before, counter.Connections));
    }

    [PostgresFact]
    public async Task Session_QuestionFails_TellsEveryoneAndRemembersNothing()
    {
        await using var database = await SchoolDistrict.CreateAsync();
        await using var connection = await database.DataSource.OpenConnectionAsync();
        using var session = new AuthorizationSession(connection);
        var request = new AuthorizationRequest(
            Resource("Student"), Elements(student: "S1"), new ClientAuthorizations([SchoolDistrict.FirstSchool], []),
            [new(Everything)], AuthorizationUse.ReadOrDelete);
        await database.ExecuteAsync("ALTER TABLE dms.studentschoolassociationauthorization RENAME TO away");
        await Assert.ThrowsAsync<PostgresException>(() => session.AuthorizeAsync(request, CancellationToken.None));

        await database.ExecuteAsync("ALTER TABLE dms.away RENAME TO studentschoolassociationauthorization");
        Assert.True((await session.AuthorizeAsync(request, CancellationToken.None)).IsAuthorized);
    }

    [PostgresFact]
    public async Task Update_Authorized_TakesOneConnectionAndFourRoundTrips()
    {
        await using var database = await SchoolDistrict.CreateAsync();
        await InsertAssociationAsync(database);
        await using var counter = new WireCounter(database.Postgres.Cluster.Port);
        await using var dataSource = Through(counter, database);
        // The first update of a connection also prepares its statements.
        for (var i = 0; i < 4; i++)
            Assert.True((await UpdateAsync(dataSource)).IsAuthorized);
        var before = counter.RoundTrips;

        Assert.True((await UpdateAsync(dataSource)).IsAuthorized);
        Assert.Equal((4, 1), (counter.RoundTrips - before, counter.Connections));
        Assert.Equal("""["2559", "255901"]""", await database.ReadAsync<string>(
            "SELECT studentschoolauthorizationedorgids::text FROM dms.document WHERE resourcename = 'StudentEducationOrganizationAssociation'"));
    }

    [PostgresFact]
    public Task Pool_SmallerThanItsClients_ServesEveryRequest() => HammerAsync(clients: 64, pool: 8, run => run < 4);

    [PostgresFact]
    [Trait("Category", "Long")]
    public Task Pool_SmallerThanItsClients_ServesEveryRequestForAMinute()
    {
        var began = TimeProvider.System.GetTimestamp();
        return HammerAsync(clients: 64, pool: 8, _ => TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMinutes(1));
    }

    private static async Task HammerAsync(int clients, int pool, Func<int, bool> goesOn)
    {
        await using var database = await SchoolDistrict.CreateAsync();
        await InsertAssociationAsync(database);
        await using var dataSource = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(database.ConnectionString) { MaxPoolSize = pool, Timeout = 60 });

        var served = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            var run = 0;
            for (; goesOn(run); run++)
                Assert.True((await UpdateAsync(dataSource)).IsAuthorized);
            return run;
        })));
        Assert.All(served, count => Assert.True(count > 0));
    }

    private static Task<StoredDocument> InsertAssociationAsync(DmsDatabase database) => database.InsertAsync(
        "StudentEducationOrganizationAssociation",
        """{"educationOrganizationReference":{"educationOrganizationId":255901},"studentReference":{"studentUniqueId":"S1"}}""");

    private static Task<AuthorizationResult> UpdateAsync(NpgsqlDataSource dataSource) => AuthorizedUpdate.RunAsync(
        dataSource, SchoolModel.Schema, Resource("StudentEducationOrganizationAssociation"),
        """{"educationOrganizationReference":{"educationOrganizationId":255901},"studentReference":{"studentUniqueId":"S1"},"loginId":"x"}""",
        new ClientAuthorizations([SchoolDistrict.FirstSchool], []), Everything);

    private static Task<AuthorizationResult> AuthorizeAsync(
        DmsDatabase database, string resource, DocumentSecurityElements elements, ImmutableArray<long> organizations, string strategy) =>
        AuthorizeAsync(database, resource, elements, new ClientAuthorizations(organizations, []), [new(strategy)]);

    private static async Task<AuthorizationResult> AuthorizeAsync(
        DmsDatabase database, string resource, DocumentSecurityElements elements, ClientAuthorizations client,
        ImmutableArray<AuthorizationStrategy> strategies)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        using var session = new AuthorizationSession(connection);
        return await session.AuthorizeAsync(
            new AuthorizationRequest(Resource(resource), elements, client, strategies, AuthorizationUse.ReadOrDelete), CancellationToken.None);
    }

    private static DocumentSecurityElements Elements(string? student = null, params long[] organizations) => DocumentSecurityElements.None with
    {
        Student = student is null ? [] : [student],
        EducationOrganization = [.. organizations.Select(id => new EducationOrganizationSecurityValue("SchoolId", id))],
    };

    private static ResourceSchema Resource(string name) => SchoolModel.Schema.FindResourceByName("Ed-Fi", name)!;

    private static NpgsqlDataSource Through(WireCounter counter, DmsDatabase database) => NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            Port = counter.Port, MaxAutoPrepare = 256, AutoPrepareMinUsages = 2, NoResetOnClose = false,
        });
}
