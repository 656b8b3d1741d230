using Dms.Client.Postgresql.Authorization;
using Dms.Client.Postgresql.Cascades;
using Dms.Client.Postgresql.Queries;
using Dms.Client.Postgresql.Tests.Cascades.Support;
using Dms.Client.Postgresql.Tests.Support;
using Testing.Postgres;
using static Dms.Client.Postgresql.Tests.Support.QueryRig;

namespace Dms.Client.Postgresql.Tests;

/// <summary>The three parts over tables that are equal to those of the other tests, but not the same.</summary>
public sealed class OtherTablesTests
{
    [PostgresFact]
    public async Task Database_OtherTables_AreOther()
    {
        await using var database = await DmsDatabase.CreateWithOtherTablesAsync();

        Assert.Equal(3, await database.ReadAsync<long>("SELECT count(*) FROM pg_partitioned_table WHERE partstrat = 'l'"));
        Assert.Equal(3, await database.ReadAsync<long>(
            "SELECT count(*) FROM pg_attribute JOIN pg_partitioned_table ON partrelid = attrelid WHERE attnum = 1 AND attname = 'OfLater'"));
    }

    [PostgresFact]
    public async Task Cascade_OtherTables_FollowsAllLevels()
    {
        await using var rig = await CascadeRig.CreateAsync(database: await DmsDatabase.CreateWithOtherTablesAsync());
        var year = await SchoolYear.InsertAsync(rig);

        var result = await rig.UpdateAsync(year.SessionDocument, "Session", SchoolYear.RenamedSession);

        Assert.Equal(5, Assert.IsType<IdentityUpdateResult.Updated>(result).FanOut.Documents);
        Assert.Equal(year.Grade.Uuid, await rig.FindAsync("Grade", SchoolYear.GradeJson("Fourth Quarter")));
        Assert.Equal("Fourth Quarter", (string?)(await rig.BodyAsync(year.Grade))["associationReference"]!["sessionName"]);
    }

    [PostgresFact]
    public async Task Authorization_OtherTables_Decides()
    {
        await using var database = await SchoolDistrict.FillAsync(await DmsDatabase.CreateWithOtherTablesAsync());
        await using var connection = await database.DataSource.OpenConnectionAsync();
        using var session = new AuthorizationSession(connection);
        var elements = new DocumentSecurityElements([], [new("SchoolId", SchoolDistrict.FirstSchool)], ["S1"], ["C1"], []);

        Assert.True((await session.AuthorizeAsync(RequestOf(SchoolDistrict.Agency), CancellationToken.None)).IsAuthorized);
        Assert.False((await session.AuthorizeAsync(RequestOf(SchoolDistrict.SecondSchool), CancellationToken.None)).IsAuthorized);

        AuthorizationRequest RequestOf(long client) => new(
            Resource("StudentContactAssociation"), elements, new ClientAuthorizations([client], []),
            [new("RelationshipsWithEdOrgsAndPeople")], AuthorizationUse.Write);
    }

    [PostgresFact]
    public async Task Page_OtherTables_IsFilteredAndCounted()
    {
        await using var database = await SchoolDistrict.FillAsync(await DmsDatabase.CreateWithOtherTablesAsync());
        var authorization = Authorize(
            "Student", new ClientAuthorizations([SchoolDistrict.Agency], []), "RelationshipsWithEdOrgsAndPeople");
        var query = Query("Student", new PageRange(1), ("studentUniqueId", "S2")) with
        {
            Authorization = authorization, WithTotalCount = true,
        };

        var (documents, end, total) = await ReadAsync(database.DataSource, query);
        Assert.Equal(["S2"], Ids(documents));
        Assert.Equal((1, 1L), (end.Documents, total));
        var all = await ReadAsync(database.DataSource, Query("Student", new PageRange(9)) with { Authorization = authorization });
        Assert.Equal(["S1", "S2"], Ids(all.Documents));
    }
}
