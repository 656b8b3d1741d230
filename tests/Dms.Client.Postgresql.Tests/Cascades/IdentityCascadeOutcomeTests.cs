using Dms.Client.Postgresql.Cascades;
using Dms.Client.Postgresql.Identities;
using Dms.Client.Postgresql.Tests.Cascades.Support;
using Testing.Postgres;

namespace Dms.Client.Postgresql.Tests.Cascades;

public sealed class IdentityCascadeOutcomeTests
{
    [PostgresFact]
    public async Task Update_IdentityIsImmutable_NothingIsWritten()
    {
        await using var rig = await CascadeRig.CreateAsync();
        var student = await rig.InsertAsync("Student", """{"studentUniqueId":"1"}""");
        var state = await rig.StateAsync();

        var result = await rig.UpdateAsync(student, "Student", """{"studentUniqueId":"2"}""");

        Assert.Equal("Student", Assert.IsType<IdentityUpdateResult.ImmutableIdentity>(result).ResourceName);
        Assert.Equal(state, await rig.StateAsync());
        Assert.IsType<IdentityUpdateResult.Updated>(
            await rig.UpdateAsync(student, "Student", """{"studentUniqueId":"1","firstName":"A"}"""));
    }

    [PostgresFact]
    public async Task Update_IdentityIsTaken_TellsWhichAndWritesNothing()
    {
        await using var rig = await CascadeRig.CreateAsync();
        var year = await SchoolYear.InsertAsync(rig);
        await rig.InsertAsync("Session", SchoolYear.RenamedSession);
        var state = await rig.StateAsync();

        var result = await rig.UpdateAsync(year.SessionDocument, "Session", SchoolYear.RenamedSession);

        var taken = Assert.IsType<IdentityUpdateResult.IdentityConflict>(result).Identity;
        Assert.Equal("Session", taken.ResourceName);
        Assert.Equal(["4003", "Fourth Quarter"], taken.Elements.Select(element => element.Value));
        Assert.Equal(state, await rig.StateAsync());
    }

    [PostgresFact]
    public async Task Update_Etag_DecidesWhetherItIsWritten()
    {
        await using var rig = await CascadeRig.CreateAsync();
        var year = await SchoolYear.InsertAsync(rig);
        var first = Assert.IsType<IdentityUpdateResult.Updated>(
            await rig.UpdateAsync(year.SessionDocument, "Session", SchoolYear.RenamedSession));
        var state = await rig.StateAsync();

        var mismatch = await rig.UpdateAsync(year.SessionDocument, "Session", SchoolYear.Session, ifMatch: "another");
        var unchanged = await rig.UpdateAsync(year.SessionDocument, "Session", SchoolYear.RenamedSession);

        Assert.Equal(first.ETag, Assert.IsType<IdentityUpdateResult.EtagMismatch>(mismatch).ETag);
        Assert.Equal(first.ETag, Assert.IsType<IdentityUpdateResult.Unchanged>(unchanged).ETag);
        Assert.Equal(state, await rig.StateAsync());
        Assert.IsType<IdentityUpdateResult.Updated>(
            await rig.UpdateAsync(year.SessionDocument, "Session", SchoolYear.Session, ifMatch: first.ETag));
    }

    [PostgresFact]
    public async Task Update_ReferenceToNothing_TellsWhichAndWritesNothing()
    {
        await using var rig = await CascadeRig.CreateAsync();
        var year = await SchoolYear.InsertAsync(rig);
        var state = await rig.StateAsync();
        const string Lost = """{"sessionName":"Fourth Quarter","schoolReference":{"schoolId":9}}""";

        var result = await rig.UpdateAsync(year.SessionDocument, "Session", Lost);

        Assert.Equal<Guid>(
            rig.UpdateOf(year.SessionDocument, "Session", Lost).References,
            Assert.IsType<IdentityUpdateResult.ReferencesNotFound>(result).ReferentialIds);
        Assert.Equal(state, await rig.StateAsync());
    }

    [PostgresTheory]
    [InlineData(0, 1)]
    [InlineData(3, 3)]
    [InlineData(4, 4)]
    public async Task Update_TooManyDocuments_IsRefusedBeforeAnythingIsWritten(int limit, int level)
    {
        await using var rig = await CascadeRig.CreateAsync(options: new CascadeOptions { MaxFanOut = limit });
        var year = await SchoolYear.InsertAsync(rig);
        var state = await rig.StateAsync();

        var result = await rig.UpdateAsync(year.SessionDocument, "Session", SchoolYear.RenamedSession);

        Assert.Equal(level, Assert.IsType<IdentityUpdateResult.FanOutTooLarge>(result).Level);
        Assert.Equal(state, await rig.StateAsync());
    }

    [PostgresFact]
    public async Task Preview_Session_CountsByLevelAndWritesNothing()
    {
        await using var rig = await CascadeRig.CreateAsync(options: new CascadeOptions { MaxFanOut = 5 });
        var year = await SchoolYear.InsertAsync(rig);
        var state = await rig.StateAsync();

        var result = await rig.PreviewAsync(year.SessionDocument, "Session", SchoolYear.RenamedSession);

        var fanOut = Assert.IsType<IdentityUpdateResult.Previewed>(result).FanOut;
        Assert.Equal(5, fanOut.Documents);
        Assert.Equal<CascadeFanOutEntry>(
            [
                new CascadeFanOutEntry(1, "Ed-Fi", "CourseOffering", 1), new CascadeFanOutEntry(2, "Ed-Fi", "Section", 2),
                new CascadeFanOutEntry(3, "Ed-Fi", "StudentSectionAssociation", 1), new CascadeFanOutEntry(4, "Ed-Fi", "Grade", 1),
            ],
            fanOut.Entries);
        Assert.Equal(state, await rig.StateAsync());
    }

    [PostgresFact]
    public async Task Update_NoSuchDocument_IsNotFound()
    {
        await using var rig = await CascadeRig.CreateAsync();
        var year = await SchoolYear.InsertAsync(rig);

        Assert.IsType<IdentityUpdateResult.NotFound>(
            await rig.UpdateAsync(year.SessionDocument with { Uuid = Guid.NewGuid() }, "Session", SchoolYear.RenamedSession));
        Assert.IsType<IdentityUpdateResult.NotFound>(
            await rig.UpdateAsync(year.SessionDocument, "ClassPeriod", """{"classPeriodName":"A","schoolReference":{"schoolId":4003}}"""));
    }

    [PostgresFact]
    public async Task Update_LastReferenceIsGone_ItsRowIsGone()
    {
        await using var rig = await CascadeRig.CreateAsync();
        await rig.InsertAsync("Club", """{"clubName":"C"}""");
        await rig.InsertAsync("Meeting", """{"meetingName":"M","clubReference":{"clubName":"C"}}""");
        var club = await rig.InsertAsync("Club", """{"clubName":"D","meetingReference":{"meetingName":"M","clubName":"C"}}""");

        Assert.IsType<IdentityUpdateResult.Updated>(await rig.UpdateAsync(club, "Club", """{"clubName":"E"}"""));

        Assert.Equal(0, await rig.Database.ReadAsync<long>("SELECT count(*) FROM dms.reference WHERE parentdocumentid = $1", club.Id));
    }

    [PostgresFact]
    public async Task Update_StaleReferenceRow_LeavesTheDocumentAlone()
    {
        await using var rig = await CascadeRig.CreateAsync();
        var year = await SchoolYear.InsertAsync(rig);
        var location = await rig.InsertAsync("Location", """{"classroomIdentificationCode":"R1","schoolReference":{"schoolId":4003}}""");
        await rig.Database.ExecuteAsync(
            """
            INSERT INTO dms.reference (parentdocumentid, parentdocumentpartitionkey, referenceddocumentid, referenceddocumentpartitionkey,
                referentialid, referentialpartitionkey)
            SELECT $1, $2, a.documentid, a.documentpartitionkey, a.referentialid, a.referentialpartitionkey
            FROM dms.alias a WHERE a.documentid = $3
            """, year.FirstSection.Id, year.FirstSection.PartitionKey, location.Id);
        var before = await rig.RawAsync(year.FirstSection);

        var result = await rig.UpdateAsync(
            location, "Location", """{"classroomIdentificationCode":"R2","schoolReference":{"schoolId":4003}}""");

        Assert.IsType<IdentityUpdateResult.Updated>(result);
        Assert.Equal(before.ToJsonString(), (await rig.RawAsync(year.FirstSection)).ToJsonString());
    }

    [PostgresFact]
    public async Task Update_AliasLeftBehindByAnEarlierCascade_IsRepaired()
    {
        await using var rig = await CascadeRig.CreateAsync();
        var year = await SchoolYear.InsertAsync(rig);
        var wrong = Guid.NewGuid();
        await rig.Database.ExecuteAsync(
            "UPDATE dms.alias SET referentialid = $2, referentialpartitionkey = $3 WHERE documentid = $1",
            year.Offering.Id, wrong, PartitionKey.Of(wrong));

        Assert.IsType<IdentityUpdateResult.Updated>(await rig.UpdateAsync(year.SessionDocument, "Session", SchoolYear.RenamedSession));

        Assert.Equal(year.Offering.Uuid, await rig.FindAsync("CourseOffering", SchoolYear.OfferingJson("Fourth Quarter")));
    }
}
