using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using SchemaClaimsSidecar.Claims.Metadata;
using SchemaClaimsSidecar.Claims.Sources;
using SchemaClaimsSidecar.Claims.Sources.CmsDatabase;
using Testing;
using Testing.Postgres;

namespace SchemaClaimsSidecar.Tests.Claims.Sources.CmsDatabase;

/// <summary>Claims read from a Configuration Service's database.</summary>
public class CmsDatabaseSourceTests
{
    private const string Hierarchy = """
        [{
          "name": "domain",
          "defaultAuthorization": { "actions": [{ "name": "Read", "authorizationStrategies": [{ "name": "NamespaceBased" }] }] },
          "claimSets": [
            { "name": "System", "actions": [{ "name": "Read" }] },
            { "name": "Mine", "actions": [{ "name": "Read", "authorizationStrategyOverrides": [{ "name": "OwnershipBased" }] }] }
          ],
          "claims": [{ "name": "leaf" }]
        }]
        """;

    private readonly ManualTimeProvider _time = new();

    [PostgresDataTheory]
    [InlineData("2025-11", true)]
    [InlineData("2025-11", false)]
    [InlineData("ds52", true)]
    [InlineData("ds52", false)]
    public async Task Fetch_RealClaims_AnswersByteForByteAsTheService(string document, bool mixedCase)
    {
        await using var cms = await CmsTestDatabase.CreateAsync(mixedCase);
        await cms.LoadAsync(Encoding.UTF8.GetString(RealData.Read($"claims/{document}.claims.json")));

        var answer = await FetchAsync(cms);

        var only = Assert.Single(answer.Tenants);
        Assert.Null(only.Tenant);
        var golden = JsonNode.Parse(RealData.Read($"claims/{document}.authorization-metadata.json"))!;
        Assert.Equal(golden.ToJsonString(), JsonNode.Parse(MetadataWriter.Write(only.ClaimSets!).Span)!.ToJsonString());
        Assert.Empty(answer.Warnings);
        Assert.Equal(Assert.Single(answer.Inputs).Digest, Assert.Single(answer.Documents).Digest);
    }

    [PostgresFact]
    public async Task Fetch_SeveralTenants_EachSeesTheSystemsAndItsOwnClaimSets()
    {
        await using var cms = await CmsTestDatabase.CreateAsync();
        await cms.AddHierarchyAsync(Hierarchy);
        await cms.AddTenantAsync("north", "Mine");
        await cms.AddClaimSetAsync("System", isSystemReserved: true);
        await cms.AddTenantAsync("south", "Other");
        await cms.AddClaimSetAsync("Nobodys", isSystemReserved: false);

        var answer = await FetchAsync(cms, multiTenancy: true);

        Assert.Equal(["north: Mine 1, System 1", "south: System 1, Other 0"], answer.Tenants.Select(Describe));
        Assert.Equal(
            "OwnershipBased", answer.Tenants[0].ClaimSets![0].Authorizations[0].Actions[0].Strategies.Names[0]);
    }

    [PostgresFact]
    public async Task Fetch_WithoutMultiTenancy_SeesTheSystemsAndNobodysClaimSets()
    {
        await using var cms = await CmsTestDatabase.CreateAsync();
        await cms.AddHierarchyAsync(Hierarchy);
        await cms.AddTenantAsync("north", "Mine");
        await cms.AddClaimSetAsync("System", isSystemReserved: true);
        await cms.AddClaimSetAsync("Nobodys", isSystemReserved: false);

        var answer = await FetchAsync(cms);

        Assert.Equal([": System 1, Nobodys 0"], answer.Tenants.Select(Describe));
    }

    [PostgresFact]
    public async Task Fetch_MultiTenancyWithoutTenants_AnswersOnceWithoutAName()
    {
        await using var cms = await CmsTestDatabase.CreateAsync();
        await cms.AddHierarchyAsync(Hierarchy);
        await cms.AddClaimSetAsync("System", isSystemReserved: true);

        var answer = await FetchAsync(cms, multiTenancy: true);

        Assert.Equal([": System 1"], answer.Tenants.Select(Describe));
    }

    [PostgresFact]
    public async Task Fetch_TenantsWithNamesThatDifferInCase_EachHasItsOwnWithTheSameGrants()
    {
        await using var cms = await CmsTestDatabase.CreateAsync();
        await cms.AddHierarchyAsync(Hierarchy);
        await cms.AddTenantAsync("north", "Mine");
        await cms.AddTenantAsync("south", "MINE");

        var answer = await FetchAsync(cms, multiTenancy: true);

        Assert.Equal(["north: Mine 1", "south: MINE 1"], answer.Tenants.Select(Describe));
    }

    [PostgresFact]
    public async Task Fetch_OneTenantThatCannotBeServed_SaysWhyAndServesTheOthers()
    {
        await using var cms = await CmsTestDatabase.CreateAsync();
        await cms.AddHierarchyAsync(Hierarchy);
        await cms.AddTenantAsync("two words", "Mine");
        await cms.AddTenantAsync("twice", "Twin", "TWIN");
        await cms.AddTenantAsync("north", "Other");

        var answer = await FetchAsync(cms, multiTenancy: true);

        Assert.Equal(["two words", "twice", "north"], answer.Tenants.Select(tenant => tenant.Tenant));
        Assert.Contains("'two words' cannot be published", answer.Tenants[0].Failure, StringComparison.Ordinal);
        Assert.Contains("named 'Twin', case aside", answer.Tenants[1].Failure, StringComparison.Ordinal);
        Assert.True(answer.Tenants[2].IsUsable);
    }

    [PostgresFact]
    public async Task Fetch_HierarchyAsTheServiceWritesItBack_IsRead()
    {
        await using var cms = await CmsTestDatabase.CreateAsync();
        await cms.AddClaimSetAsync("System", isSystemReserved: true);
        await cms.AddClaimSetAsync("Emptied", isSystemReserved: true);
        await cms.AddHierarchyAsync("""
            [{
              "name": "leaf", "defaultAuthorization": null, "claims": [], "later": 1,
              "claimSets": [
                { "name": "System", "actions": [{ "name": "Read", "authorizationStrategyOverrides": [] }] },
                { "name": "Emptied", "actions": [] }
              ]
            }]
            """);

        var answer = await FetchAsync(cms);

        Assert.Equal([": System 1, Emptied 1"], answer.Tenants.Select(Describe));
        Assert.Equal(0, answer.Tenants[0].ClaimSets![1].Authorizations[0].Actions.Length);
    }

    [PostgresFact]
    public async Task Fetch_GrantToAClaimSetThatIsNotThere_Warns()
    {
        await using var cms = await CmsTestDatabase.CreateAsync();
        await cms.AddHierarchyAsync(Hierarchy);
        await cms.AddClaimSetAsync("System", isSystemReserved: true);

        var warning = Assert.Single((await FetchAsync(cms)).Warnings);

        Assert.Equal(("dmscs.ClaimsHierarchy", "/0", "undeclared-claim-set"), (warning.Document, warning.Pointer, warning.Rule));
    }

    [PostgresFact]
    public async Task Fetch_MalformedHierarchy_TellsEveryProblem()
    {
        await using var cms = await CmsTestDatabase.CreateAsync();
        await cms.AddHierarchyAsync("""[{ "claims": 1 }, { "name": "a", "claimSets": [{ "actions": [] }] }]""");

        var failure = await Assert.ThrowsAsync<ClaimsSourceException>(() => FetchAsync(cms));

        Assert.Equal(["/0", "/0/claims", "/1/claimSets/0"], failure.Problems.Select(problem => problem.Pointer));
    }

    [PostgresFact]
    public async Task Fetch_NoHierarchy_SaysThatNoneWasLoaded()
    {
        await using var cms = await CmsTestDatabase.CreateAsync();

        var failure = await Assert.ThrowsAsync<ClaimsSourceException>(() => FetchAsync(cms));

        Assert.Contains("no claims have been loaded", failure.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Fetch_TwoHierarchies_AreRefused()
    {
        await using var cms = await CmsTestDatabase.CreateAsync();
        await cms.AddHierarchyAsync(Hierarchy);
        await cms.AddHierarchyAsync(Hierarchy);

        var failure = await Assert.ThrowsAsync<ClaimsSourceException>(() => FetchAsync(cms));

        Assert.Contains("more than one row", failure.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Fetch_MultiTenancyWithoutATableOfTenants_SaysSo()
    {
        await using var cms = await CmsTestDatabase.CreateAsync(mixedCase: false);
        await cms.AddHierarchyAsync(Hierarchy);

        var failure = await Assert.ThrowsAsync<ClaimsSourceException>(() => FetchAsync(cms, multiTenancy: true));

        Assert.Contains("turn Claims:CmsDatabase:MultiTenancy off", failure.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Fetch_DatabaseOfSomethingElse_NamesTheMissingTable()
    {
        await using var database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();

        var failure = await Assert.ThrowsAsync<ClaimsSourceException>(() => FetchAsync(database.ConnectionString));

        Assert.Contains("no table dmscs.claimshierarchy", failure.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Fetch_UserWithoutRights_SaysWhatIsRefused()
    {
        await using var cms = await CmsTestDatabase.CreateAsync();
        await cms.Database.ExecuteAsync("CREATE ROLE stranger LOGIN");

        var failure = await Assert.ThrowsAsync<ClaimsSourceException>(
            () => FetchAsync(cms.Database.Cluster.ConnectionString(cms.Database.Name, "stranger")));

        Assert.Contains("permission denied for schema dmscs", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Give the user of the connection string the rights", failure.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Fetch_UserWhoMayOnlyRead_IsEnough()
    {
        await using var cms = await CmsTestDatabase.CreateAsync();
        await cms.AddHierarchyAsync(Hierarchy);
        await cms.Database.ExecuteAsync("CREATE ROLE onlooker LOGIN; GRANT USAGE ON SCHEMA dmscs TO onlooker; GRANT SELECT ON ALL TABLES IN SCHEMA dmscs TO onlooker");

        await FetchAsync(cms.Database.Cluster.ConnectionString(cms.Database.Name, "onlooker"));
    }

    [PostgresFact]
    public async Task Fetch_WhileClaimsAreReplaced_NeverMixesHierarchyAndClaimSets()
    {
        await using var cms = await CmsTestDatabase.CreateAsync();
        var source = Source(new CmsDatabaseOptions { ConnectionString = cms.Database.ConnectionString });
        await cms.ReplaceAsync("V0");
        using var done = new CancellationTokenSource();
        var replacing = Task.Run(async () =>
        {
            for (var version = 1; !done.IsCancellationRequested; version++)
                await cms.ReplaceAsync($"V{version}");
        });

        for (var i = 0; i < 50; i++)
            Assert.Matches("^: V[0-9]+ 1$", Describe(Assert.Single((await source.FetchAsync(default)).Tenants)));
        await done.CancelAsync();
        await replacing;
    }

    [PostgresFact]
    public async Task Fetch_ServerAway_TriesAgainThenSaysWhereItLooked()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        await cluster.StopAsync();

        var fetch = FetchAsync(cluster.ConnectionString() + ";Password=secret");
        await RetryAsync(fetch);

        var failure = await Assert.ThrowsAsync<ClaimsSourceException>(() => fetch);
        Assert.Contains($"127.0.0.1:{cluster.Port}/postgres", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Check that PostgreSQL runs", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
        await cluster.StartAgainAsync();
    }

    [PostgresFact]
    public async Task Fetch_ServerBackBeforeTheRetry_Succeeds()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        await cluster.ExecuteAsync("CREATE SCHEMA dmscs; CREATE TABLE dmscs.claimshierarchy(id int, hierarchy jsonb)");
        await cluster.ExecuteAsync("CREATE TABLE dmscs.claimset(id int, claimsetname text, issystemreserved boolean)");
        await cluster.ExecuteAsync("INSERT INTO dmscs.claimshierarchy VALUES (1, '[{\"name\":\"leaf\"}]')");
        await cluster.StopAsync();

        var fetch = FetchAsync(cluster.ConnectionString());
        await Eventually.IsTrueAsync(() => _time.PendingTimers > 0);
        await cluster.StartAgainAsync();
        await RetryAsync(fetch);

        Assert.Equal(": ", Describe(Assert.Single((await fetch).Tenants)));
    }

    [PostgresFact]
    public async Task Fetch_TableLocked_GivesUpAtTheStatementTimeout()
    {
        await using var cms = await CmsTestDatabase.CreateAsync();
        await using var connection = new NpgsqlConnection(cms.Database.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var lockIt = new NpgsqlCommand("LOCK TABLE dmscs.\"ClaimSet\"", connection);
        await lockIt.ExecuteNonQueryAsync();

        var fetch = Source(new CmsDatabaseOptions
        {
            ConnectionString = cms.Database.ConnectionString,
            StatementTimeout = TimeSpan.FromSeconds(1),
        }).FetchAsync(default);
        await RetryAsync(fetch);

        var failure = await Assert.ThrowsAsync<ClaimsSourceException>(() => fetch);
        Assert.Contains("StatementTimeout", failure.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Fetch_ConnectionStringInAFile_IsReadAnewEveryTime()
    {
        await using var cms = await CmsTestDatabase.CreateAsync();
        await cms.AddHierarchyAsync(Hierarchy);
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["connection"], "Host=127.0.0.1;Port=1;Password=secret;Nonsense=secret");
        var source = Source(new CmsDatabaseOptions { ConnectionStringFile = folder["connection"] });

        var failure = await Assert.ThrowsAsync<ClaimsSourceException>(() => source.FetchAsync(default));
        Assert.Contains(folder["connection"], failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);

        await File.WriteAllTextAsync(folder["connection"], cms.Database.ConnectionString + "\n");
        await source.FetchAsync(default);
    }

    [Fact]
    public async Task WaitForChange_Cancelled_EndsAndNeverBefore()
    {
        using var cancellation = new CancellationTokenSource();
        var wait = Source(new CmsDatabaseOptions()).WaitForChangeAsync(cancellation.Token);
        Assert.False(wait.IsCompleted);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    private static string Describe(TenantAnswer tenant) =>
        $"{tenant.Tenant}: {string.Join(", ", tenant.ClaimSets!.Select(claimSet => $"{claimSet.Name} {claimSet.Claims.Count}"))}";

    private CmsDatabaseSource Source(CmsDatabaseOptions options) =>
        new(Options.Create(options), _time, NullLogger<CmsDatabaseSource>.Instance);

    private Task<ClaimsAnswer> FetchAsync(CmsTestDatabase cms, bool multiTenancy = false) =>
        Source(new CmsDatabaseOptions { ConnectionString = cms.Database.ConnectionString, MultiTenancy = multiTenancy }).FetchAsync(default);

    private Task<ClaimsAnswer> FetchAsync(string connectionString) =>
        Source(new CmsDatabaseOptions { ConnectionString = connectionString }).FetchAsync(default);

    // Lets every pause between attempts pass at once.
    private Task RetryAsync(Task fetch) => Eventually.IsTrueAsync(() =>
    {
        _time.Advance(TimeSpan.FromMinutes(1));
        return fetch.IsCompleted;
    });
}
