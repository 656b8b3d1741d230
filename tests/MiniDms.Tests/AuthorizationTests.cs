using System.Net;
using MiniDms.Tests.Support;
using Testing.Postgres;

namespace MiniDms.Tests;

[Collection(BothModes.Collection)]
public sealed class AuthorizationTests(BothModes modes)
{
    [PostgresTheory]
    [Modes]
    public async Task Request_WithoutAToken_IsNotAnswered(string mode)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await modes[mode].SendAsync("GET", "/data/ed-fi/students", client: null)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await modes[mode].TokenAsync("sis", "wrong")).Status);
    }

    [PostgresTheory]
    [Modes]
    public async Task Student_OfAnotherSchool_IsRefusedWithAHint(string mode)
    {
        var api = modes[mode];
        var student = (await api.GetAsync("students?studentUniqueId=S000002")).Documents.Single()!["id"];
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync($"students/{student}", "school-2")).Status);
        var refused = await api.GetAsync($"students/{student}", "school-1");
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("create a corresponding 'StudentSchoolAssociation'", $"{refused.Json["detail"]}", StringComparison.Ordinal);
    }

    [PostgresTheory]
    [Modes]
    public async Task Writes_ForAnotherSchool_AreRefused(string mode)
    {
        var api = modes[mode];
        var body = api.Body("sessions");
        body["sessionName"] = "OTHER SCHOOL";
        Assert.Equal(HttpStatusCode.Forbidden, (await api.PostAsync("sessions", body, "school-4")).Status);
        var created = await api.PostAsync("sessions", body, "school-1");
        Assert.Equal(HttpStatusCode.Created, created.Status);
        body["totalInstructionalDays"] = 1;
        Assert.Equal(HttpStatusCode.Forbidden, (await api.PutAsync("sessions", created.Id, body, "school-4")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await api.DeleteAsync($"sessions/{created.Id}", "school-4")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await api.DeleteAsync($"sessions/{created.Id}", "school-1")).Status);
    }

    [PostgresTheory]
    [Modes]
    public async Task Request_WithoutAClaim_IsRefused(string mode)
    {
        var api = modes[mode];
        Assert.Equal(HttpStatusCode.Forbidden, (await api.GetAsync("studentSchoolAssociations", "reader")).Status);
        var refused = await api.PostAsync("students", api.Body("students"), "reader");
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.EndsWith("access-denied:action", $"{refused.Json["type"]}", StringComparison.Ordinal);
    }
}
