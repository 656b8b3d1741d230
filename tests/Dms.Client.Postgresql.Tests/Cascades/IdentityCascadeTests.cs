using System.Text.Json.Nodes;
using Dms.Client.Postgresql.Cascades;
using Dms.Client.Postgresql.Tests.Cascades.Support;
using Npgsql;
using Testing.Postgres;

namespace Dms.Client.Postgresql.Tests.Cascades;

public sealed class IdentityCascadeTests
{
    [PostgresFact]
    public async Task Update_SessionRenamed_RewritesAllLevels()
    {
        await using var rig = await CascadeRig.CreateAsync();
        var year = await SchoolYear.InsertAsync(rig);

        var result = await rig.UpdateAsync(year.SessionDocument, "Session", SchoolYear.RenamedSession);

        var updated = Assert.IsType<IdentityUpdateResult.Updated>(result);
        Assert.Equal(
            "1 CourseOffering at level 1, 2 Section at level 2, 1 StudentSectionAssociation at level 3, 1 Grade at level 4",
            updated.FanOut.ToString());
        AssertSame(SchoolYear.RenamedSession, await rig.BodyAsync(year.SessionDocument));
        AssertSame(SchoolYear.OfferingJson("Fourth Quarter"), await rig.BodyAsync(year.Offering));
        AssertSame(SchoolYear.SectionJson("S1", "Fourth Quarter"), await rig.BodyAsync(year.FirstSection));
        AssertSame(SchoolYear.SectionJson("S2", "Fourth Quarter"), await rig.BodyAsync(year.SecondSection));
        AssertSame(SchoolYear.EnrolmentJson("Fourth Quarter"), await rig.BodyAsync(year.Enrolment));
        AssertSame(SchoolYear.GradeJson("Fourth Quarter"), await rig.BodyAsync(year.Grade));
        Assert.Equal(6, await rig.Database.ReadAsync<long>(
            "SELECT count(*) FROM dms.document WHERE lastmodifiedtraceid = 'the update''s trace' AND lastmodifiedat > createdat"));
        Assert.Equal(updated.ETag, (string?)(await rig.RawAsync(year.SessionDocument))["_etag"]);
    }

    [PostgresFact]
    public async Task Update_SessionRenamed_DocumentsAreFoundUnderTheirNewIdentity()
    {
        await using var rig = await CascadeRig.CreateAsync();
        var year = await SchoolYear.InsertAsync(rig);

        await rig.UpdateAsync(year.SessionDocument, "Session", SchoolYear.RenamedSession);

        Assert.Equal(year.Offering.Uuid, await rig.FindAsync("CourseOffering", SchoolYear.OfferingJson("Fourth Quarter")));
        Assert.Equal(year.FirstSection.Uuid, await rig.FindAsync("Section", SchoolYear.SectionJson("S1", "Fourth Quarter")));
        Assert.Equal(year.Enrolment.Uuid, await rig.FindAsync("StudentSectionAssociation", SchoolYear.EnrolmentJson("Fourth Quarter")));
        Assert.Equal(year.Grade.Uuid, await rig.FindAsync("Grade", SchoolYear.GradeJson("Fourth Quarter")));
        Assert.Equal(Guid.Empty, await rig.FindAsync("CourseOffering", SchoolYear.OfferingJson("Third Quarter")));
        // A second cascade goes through the names that the first one gave.
        Assert.IsType<IdentityUpdateResult.Updated>(await rig.UpdateAsync(year.SessionDocument, "Session", SchoolYear.Session));
        Assert.Equal(year.Grade.Uuid, await rig.FindAsync("Grade", SchoolYear.GradeJson("Third Quarter")));
        AssertSame(SchoolYear.GradeJson("Third Quarter"), await rig.BodyAsync(year.Grade));
    }

    [PostgresFact]
    public async Task Update_SessionRenamed_EachDocumentKeepsItsOwnSecurityElements()
    {
        await using var rig = await CascadeRig.CreateAsync();
        var year = await SchoolYear.InsertAsync(rig);
        await rig.Database.ExecuteAsync(
            "UPDATE dms.document SET studentedorgresponsibilityauthorizationids = '[\"4003\"]' WHERE documentuuid = $1",
            year.Enrolment.Uuid);
        var before = await rig.SecurityAsync(year.Enrolment);
        Assert.Contains("604823", before, StringComparison.Ordinal);

        await rig.UpdateAsync(year.SessionDocument, "Session", SchoolYear.RenamedSession);

        Assert.Equal(before, await rig.SecurityAsync(year.Enrolment));
        Assert.Equal("""["4003"]""", await rig.Database.ReadAsync<string>(
            "SELECT studentedorgresponsibilityauthorizationids::text FROM dms.document WHERE documentuuid = $1", year.Enrolment.Uuid));
    }

    [PostgresFact]
    public async Task Update_SessionMovesToAnotherSchool_SecurityElementsFollow()
    {
        await using var rig = await CascadeRig.CreateAsync();
        var year = await SchoolYear.InsertAsync(rig);
        await rig.InsertAsync("School", """{"schoolId":4004}""");

        var result = await rig.UpdateAsync(
            year.SessionDocument, "Session", """{"sessionName":"Third Quarter","schoolReference":{"schoolId":4004}}""");

        Assert.IsType<IdentityUpdateResult.Updated>(result);
        foreach (var document in new[] { year.SessionDocument, year.Offering, year.FirstSection, year.Enrolment })
            Assert.Contains("""{"Id": "4004", "PropertyName": "SchoolId"}""", await rig.SecurityAsync(document), StringComparison.Ordinal);
        Assert.Contains("604823", await rig.SecurityAsync(year.Enrolment), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Update_AssociationMovesToAnotherStudent_AuthorizationOfGradesFollows()
    {
        await using var rig = await CascadeRig.CreateAsync();
        var year = await SchoolYear.InsertAsync(rig);
        await rig.InsertAsync("Student", """{"studentUniqueId":"other"}""");
        await rig.Database.ExecuteAsync(
            """
            INSERT INTO dms.studentschoolassociationauthorization (studentuniqueid, hierarchyschoolid,
                studentschoolauthorizationeducationorganizationids, studentschoolassociationid, studentschoolassociationpartitionkey)
            VALUES ('other', 4003, '["4003"]', $1, $2)
            """, year.Enrolment.Id, year.Enrolment.PartitionKey);

        var moved = SchoolYear.EnrolmentJson("Third Quarter").Replace("604823", "other", StringComparison.Ordinal);
        Assert.IsType<IdentityUpdateResult.Updated>(await rig.UpdateAsync(year.Enrolment, "StudentSectionAssociation", moved));

        AssertSame(SchoolYear.GradeJson("Third Quarter", "other"), await rig.BodyAsync(year.Grade));
        Assert.Contains("""["other"]""", await rig.SecurityAsync(year.Grade), StringComparison.Ordinal);
        Assert.Equal(2, await rig.Database.ReadAsync<long>(
            "SELECT count(*) FROM dms.studentsecurabledocument WHERE studentuniqueid = 'other' AND studentsecurabledocumentid = ANY ($1)",
            new[] { year.Grade.Id, year.Enrolment.Id }));
        Assert.Equal("""["4003"]""", await rig.Database.ReadAsync<string>(
            "SELECT studentschoolauthorizationedorgids::text FROM dms.document WHERE documentuuid = $1", year.Grade.Uuid));
    }

    [PostgresFact]
    public async Task Update_LocationRenamed_GoesNoFurtherThanTheSection()
    {
        await using var rig = await CascadeRig.CreateAsync();
        var year = await SchoolYear.InsertAsync(rig);
        var location = await rig.InsertAsync("Location", """{"classroomIdentificationCode":"R1","schoolReference":{"schoolId":4003}}""");
        var section = await rig.InsertAsync("Section", """
            {"sectionIdentifier":"S3","courseOfferingReference":{"localCourseCode":"ABC","schoolId":4003,"sessionName":"Third Quarter"},
             "locationReference":{"classroomIdentificationCode":"R1","schoolId":4003}}
            """);
        await rig.InsertAsync(
            "StudentSectionAssociation",
            SchoolYear.EnrolmentJson("Third Quarter").Replace("\"S1\"", "\"S3\"", StringComparison.Ordinal));
        var unmoved = await rig.BodyAsync(year.FirstSection);

        var result = await rig.UpdateAsync(
            location, "Location", """{"classroomIdentificationCode":"R2","schoolReference":{"schoolId":4003}}""");

        Assert.Equal("1 Section at level 1", Assert.IsType<IdentityUpdateResult.Updated>(result).FanOut.ToString());
        Assert.Equal("R2", (string?)(await rig.BodyAsync(section))["locationReference"]!["classroomIdentificationCode"]);
        AssertSame(unmoved.ToJsonString(), await rig.BodyAsync(year.FirstSection));
    }

    [PostgresFact]
    public async Task Update_PeriodOfABellSchedule_OnlyItsElementsChange()
    {
        await using var rig = await CascadeRig.CreateAsync();
        await rig.InsertAsync("School", """{"schoolId":4003}""");
        var period = await rig.InsertAsync("ClassPeriod", PeriodJson("""say \"A\" \\ 😀"""));
        await rig.InsertAsync("ClassPeriod", PeriodJson("B"));
        var schedule = await rig.InsertAsync("BellSchedule", ScheduleJson("""say \"A\" \\ 😀""", "B", """say \"A\" \\ 😀"""));

        Assert.IsType<IdentityUpdateResult.Updated>(await rig.UpdateAsync(period, "ClassPeriod", PeriodJson("""C\u0022\n'""")));

        AssertSame(ScheduleJson("""C\"\n'""", "B", """C\"\n'"""), await rig.BodyAsync(schedule));
    }

    [PostgresFact]
    public async Task Update_RoleNamedReference_IsFollowed()
    {
        await using var rig = await CascadeRig.CreateAsync();
        var year = await SchoolYear.InsertAsync(rig);
        var assessment = await rig.InsertAsync("Assessment", AssessmentJson("Third Quarter"));

        var result = await rig.UpdateAsync(year.SessionDocument, "Session", SchoolYear.RenamedSession);

        var fanOut = Assert.IsType<IdentityUpdateResult.Updated>(result).FanOut;
        Assert.Contains(new CascadeFanOutEntry(3, "Ed-Fi", "Assessment", 1), fanOut.Entries);
        AssertSame(AssessmentJson("Fourth Quarter"), await rig.BodyAsync(assessment));
    }

    [PostgresFact]
    public async Task Update_SchoolReferredToAsOrganization_BothAliasesFollow()
    {
        await using var rig = await CascadeRig.CreateAsync();
        var school = await rig.InsertAsync("School", """{"schoolId":1}""");
        var course = await rig.InsertAsync(
            "Course", """{"courseCode":"A","educationOrganizationReference":{"educationOrganizationId":1}}""");
        var plan = await rig.InsertAsync("GraduationPlan", PlanJson(1));

        Assert.IsType<IdentityUpdateResult.Updated>(await rig.UpdateAsync(school, "School", """{"schoolId":2}"""));

        Assert.Equal(2, (int?)(await rig.BodyAsync(course))["educationOrganizationReference"]!["educationOrganizationId"]);
        AssertSame(PlanJson(2), await rig.BodyAsync(plan));
        Assert.Equal(school.Uuid, await rig.FindAsync("School", """{"schoolId":2}"""));
        // Another course may now refer to it as an organization, by its new number.
        await rig.InsertAsync("Course", """{"courseCode":"B","educationOrganizationReference":{"educationOrganizationId":2}}""");
    }

    [PostgresFact]
    public async Task Update_SameTargetUnderTwoNames_RecursesOnlyThroughTheIdentity()
    {
        await using var rig = await CascadeRig.CreateAsync();
        var school = await rig.InsertAsync("School", """{"schoolId":1}""");
        await rig.InsertAsync("School", """{"schoolId":2}""");
        var own = await rig.InsertAsync("FeederSchoolAssociation", FeederJson(1, 2));
        var fed = await rig.InsertAsync("FeederSchoolAssociation", FeederJson(2, 1));

        Assert.IsType<IdentityUpdateResult.Updated>(await rig.UpdateAsync(school, "School", """{"schoolId":3}"""));

        AssertSame(FeederJson(3, 2), await rig.BodyAsync(own));
        AssertSame(FeederJson(2, 3), await rig.BodyAsync(fed));
        Assert.Equal(own.Uuid, await rig.FindAsync("FeederSchoolAssociation", FeederJson(3, 2)));
        Assert.Equal(fed.Uuid, await rig.FindAsync("FeederSchoolAssociation", FeederJson(2, 3)));
    }

    [PostgresFact]
    public async Task Update_Diamond_BothReferencesFollow()
    {
        await using var rig = await CascadeRig.CreateAsync();
        var year = await SchoolYear.InsertAsync(rig);
        var syllabus = await rig.InsertAsync("Syllabus", SyllabusJson("Third Quarter"));

        Assert.IsType<IdentityUpdateResult.Updated>(await rig.UpdateAsync(year.SessionDocument, "Session", SchoolYear.RenamedSession));

        AssertSame(SyllabusJson("Fourth Quarter"), await rig.BodyAsync(syllabus));
        Assert.Equal(syllabus.Uuid, await rig.FindAsync("Syllabus", SyllabusJson("Fourth Quarter")));
    }

    [PostgresFact]
    public async Task Update_DocumentsReferToEachOther_EndsAndRewritesTheChangedOne()
    {
        await using var rig = await CascadeRig.CreateAsync();
        var club = await rig.InsertAsync("Club", """{"clubName":"Chess"}""");
        var meeting = await rig.InsertAsync("Meeting", """{"meetingName":"M","clubReference":{"clubName":"Chess"}}""");
        const string Favourite = """{"clubName":"%","meetingReference":{"clubName":"%","meetingName":"M"}}""";
        Assert.IsType<IdentityUpdateResult.Updated>(
            await rig.UpdateAsync(club, "Club", Favourite.Replace("%", "Chess", StringComparison.Ordinal)));

        var result = await rig.UpdateAsync(club, "Club", """{"clubName":"Go","meetingReference":{"clubName":"Chess","meetingName":"M"}}""");

        Assert.Equal("1 Meeting at level 1", Assert.IsType<IdentityUpdateResult.Updated>(result).FanOut.ToString());
        AssertSame(Favourite.Replace("%", "Go", StringComparison.Ordinal), await rig.BodyAsync(club));
        AssertSame("""{"meetingName":"M","clubReference":{"clubName":"Go"}}""", await rig.BodyAsync(meeting));
        Assert.Equal(meeting.Uuid, await rig.FindAsync("Meeting", """{"meetingName":"M","clubReference":{"clubName":"Go"}}"""));
    }

    [PostgresFact]
    public async Task Update_Written_LeavesTheConnectionAsItWas()
    {
        await using var rig = await CascadeRig.CreateAsync();
        await using var single = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(rig.Database.ConnectionString) { MaxPoolSize = 1, NoResetOnClose = true });
        var year = await SchoolYear.InsertAsync(rig);
        await using var command = single.CreateCommand(
            "SELECT string_agg(name || setting, ' ') FROM pg_settings WHERE source = 'session' AND name <> 'application_name'");
        var before = await command.ExecuteScalarAsync();

        Assert.IsType<IdentityUpdateResult.Updated>(
            await rig.UpdateAsync(year.SessionDocument, "Session", SchoolYear.RenamedSession, source: single));

        Assert.Equal(before, await command.ExecuteScalarAsync());
    }

    private static void AssertSame(string expected, JsonObject actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"Expected {expected}, found {actual.ToJsonString()}");

    private static string PeriodJson(string name) => $$$"""{"classPeriodName":"{{{name}}}","schoolReference":{"schoolId":4003}}""";

    private static string ScheduleJson(params string[] periods)
    {
        var elements = periods.Select(name => $$$"""{"classPeriodReference":{"classPeriodName":"{{{name}}}","schoolId":4003}}""");
        return $$"""{"bellScheduleName":"B","schoolReference":{"schoolId":4003},"classPeriods":[{{string.Join(',', elements)}}]}""";
    }

    private static string AssessmentJson(string session) => $$$"""
        {"assessmentIdentifier":"A","sections":[
          {"sectionReference":{"localCourseCode":"ABC","schoolId":4003,"sectionIdentifier":"S1","sessionName":"{{{session}}}"}},
          {"sectionReference":{"localCourseCode":"ABC","schoolId":4003,"sectionIdentifier":"S2","sessionName":"{{{session}}}"}}]}
        """;

    private static string PlanJson(int organization) => $$$"""
        {"planName":"P","creditsByCourses":[{"credits":1.50,"courses":[
          {"courseReference":{"courseCode":"A","educationOrganizationId":{{{organization}}}}}]},{"courses":[]}]}
        """;

    private static string FeederJson(int school, int feeder) =>
        $$$"""{"beginDate":"2024-08-01","schoolReference":{"schoolId":{{{school}}}},"feederSchoolReference":{"schoolId":{{{feeder}}}}}""";

    private static string SyllabusJson(string session) => $$$"""
        {"syllabusName":"Y","sessionReference":{"schoolId":4003,"sessionName":"{{{session}}}"},
         "offeringReference":{"localCourseCode":"ABC","schoolId":4003,"sessionName":"{{{session}}}"}}
        """;
}
