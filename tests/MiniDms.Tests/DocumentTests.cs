using System.Net;
using System.Text.Json.Nodes;
using MiniDms.Tests.Support;
using Testing.Postgres;

namespace MiniDms.Tests;

[Collection(BothModes.Collection)]
public sealed class DocumentTests(BothModes modes)
{
    [PostgresTheory]
    [Modes]
    public async Task Document_FromCreationToDeletion_IsServedAsItIs(string mode)
    {
        var api = modes[mode];
        var body = api.Body("students");
        body["studentUniqueId"] = "LIFE";
        var created = await api.PostAsync("students", body, "district");
        Assert.Equal(HttpStatusCode.Created, created.Status);
        body["firstName"] = "Grace";
        var again = await api.PostAsync("students", body, "district");
        Assert.Equal((HttpStatusCode.OK, created.Id), (again.Status, again.Id));
        Assert.NotEqual(created.ETag, again.ETag);

        // The client sees a student by a school, so that there must be an enrolment.
        var enrollment = api.Body("studentSchoolAssociations");
        enrollment["studentReference"]!["studentUniqueId"] = "LIFE";
        var enrolled = await api.PostAsync("studentSchoolAssociations", enrollment);
        Assert.Equal(HttpStatusCode.Created, enrolled.Status);
        var read = await api.GetAsync($"students/{created.Id}");
        Assert.Equal(("Grace", created.Id, again.ETag), ($"{read.Json["firstName"]}", $"{read.Json["id"]}", read.ETag));

        Assert.Equal(HttpStatusCode.Conflict, (await api.DeleteAsync($"students/{created.Id}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await api.DeleteAsync($"studentSchoolAssociations/{enrolled.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await api.DeleteAsync($"studentSchoolAssociations/{enrolled.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await api.GetAsync($"studentSchoolAssociations/{enrolled.Id}")).Status);
    }

    [PostgresTheory]
    [Modes]
    public async Task Put_WithTheTagOfAnOlderDocument_ChangesNothing(string mode)
    {
        var api = modes[mode];
        var (body, created) = await CreateSchoolAsync(api, 300);
        body["nameOfInstitution"] = "Second";
        var second = await api.PutAsync("schools", created.Id, body, "district", created.ETag);
        Assert.Equal(HttpStatusCode.NoContent, second.Status);
        body["nameOfInstitution"] = "Third";
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await api.PutAsync("schools", created.Id, body, "district", created.ETag)).Status);
        var read = await api.GetAsync($"schools/{created.Id}", "district");
        Assert.Equal(("Second", second.ETag), ($"{read.Json["nameOfInstitution"]}", read.ETag));
    }

    [PostgresTheory]
    [Modes]
    public async Task Put_WithAnotherIdentityWhereItMustStay_IsRefused(string mode)
    {
        var api = modes[mode];
        var (body, created) = await CreateSchoolAsync(api, 301);
        body["schoolId"] = 302;
        var refused = await api.PutAsync("schools", created.Id, body, "district");
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.EndsWith("key-change-not-supported", $"{refused.Json["type"]}", StringComparison.Ordinal);
    }

    [PostgresTheory]
    [Modes]
    public async Task Post_WithTheTagOfAnOlderDocument_ChangesNothing(string mode)
    {
        var api = modes[mode];
        var (body, created) = await CreateSchoolAsync(api, 303);
        body["nameOfInstitution"] = "Second";
        Assert.Equal(HttpStatusCode.OK, (await api.PostAsync("schools", body, "district", created.ETag)).Status);
        body["nameOfInstitution"] = "Third";
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await api.PostAsync("schools", body, "district", created.ETag)).Status);
        Assert.Equal("Second", $"{(await api.GetAsync($"schools/{created.Id}", "district")).Json["nameOfInstitution"]}");
        Assert.Equal(HttpStatusCode.OK, (await api.PostAsync("schools", body, "district", "*")).Status);
    }

    [PostgresTheory]
    [Modes]
    public async Task Put_WithTheIdOfAnotherDocumentInItsBody_IsRefused(string mode)
    {
        var api = modes[mode];
        var (body, created) = await CreateSchoolAsync(api, 304);
        body["id"] = Guid.NewGuid().ToString();
        var refused = await api.SendAsync("PUT", $"/data/ed-fi/schools/{created.Id}", "district", body.ToJsonString());
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("Request body id must match the id in the url.", $"{refused.Json["errors"]![0]}");
    }

    [PostgresTheory]
    [Modes]
    public async Task Put_WithAReferenceToNothing_ChangesNothing(string mode)
    {
        var api = modes[mode];
        var section = (await api.GetAsync("sections?limit=1")).Documents.Single()!.AsObject();
        var course = $"{section["courseOfferingReference"]!["localCourseCode"]}";
        section["courseOfferingReference"]!["localCourseCode"] = "NO-SUCH-COURSE";
        Assert.Equal(HttpStatusCode.Conflict, (await api.PutAsync("sections", $"{section["id"]}", section)).Status);
        var read = await api.GetAsync($"sections/{section["id"]}");
        Assert.Equal(course, $"{read.Json["courseOfferingReference"]!["localCourseCode"]}");
    }

    [PostgresTheory]
    [Modes]
    public async Task Methods_ThatARouteDoesNotHave_AreRefused(string mode)
    {
        var api = modes[mode];
        const string Students = "/data/ed-fi/students";
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await api.SendAsync("PUT", Students, "sis", "{}")).Status);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await api.SendAsync("PATCH", $"{Students}/{Guid.Empty}", "sis", "{}")).Status);
    }

    [PostgresTheory]
    [Modes]
    public async Task Post_OfABodyWithMistakes_NamesEachOfThem(string mode)
    {
        var reply = await modes[mode].PostAsync("students", new() { ["studentUniqueId"] = "BAD", ["firstName"] = 5 });
        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal(
            ["$.birthDate", "$.firstName", "$.lastSurname"],
            reply.Json["validationErrors"]!.AsObject().Select(error => error.Key).Order(StringComparer.Ordinal));
    }

    [PostgresTheory]
    [Modes]
    public async Task Post_WithAReferenceToNothing_WritesNothing(string mode)
    {
        var api = modes[mode];
        var body = api.Body("sections");
        body["sectionIdentifier"] = "NOWHERE";
        body["courseOfferingReference"]!["localCourseCode"] = "NO-SUCH-COURSE";
        Assert.Equal(HttpStatusCode.Conflict, (await api.PostAsync("sections", body)).Status);
        Assert.Empty((await api.GetAsync("sections?sectionIdentifier=NOWHERE")).Documents);
    }

    private static async Task<(JsonObject Body, Reply Created)> CreateSchoolAsync(MiniDmsApi api, int schoolId)
    {
        var body = api.Body("schools");
        body["schoolId"] = schoolId;
        return (body, await api.PostAsync("schools", body, "district"));
    }
}
