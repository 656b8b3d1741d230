using System.Net;
using MiniDms.Tests.Support;
using Testing.Postgres;

namespace MiniDms.Tests;

[Collection(BothModes.Collection)]
public sealed class CascadeTests(BothModes modes)
{
    [PostgresTheory]
    [Modes]
    public async Task Session_ThatIsRenamed_IsFollowedByAllThatReferToIt(string mode)
    {
        var api = modes[mode];
        var id = api.Seed["sessionIds"]![7]!.GetValue<string>();
        var session = (await api.GetAsync($"sessions/{id}")).Json.AsObject();
        var name = $"{session["sessionName"]}";
        foreach (var next in (string[])["Renamed", name])
        {
            session["sessionName"] = next;
            Assert.Equal(HttpStatusCode.NoContent, (await api.PutAsync("sessions", id, session)).Status);
            var of = $"schoolId=255901004&sessionName={Uri.EscapeDataString(next)}&totalCount=true";
            Assert.Equal($"{BothModes.Offerings}", (await api.GetAsync($"courseOfferings?{of}")).TotalCount);
            Assert.Equal("1", (await api.GetAsync($"sections?{of}")).TotalCount);
        }
    }

    [PostgresTheory]
    [Modes]
    public async Task Session_WithTheNameOfAnother_StaysAsItIs(string mode)
    {
        var api = modes[mode];
        var id = api.Seed["sessionIds"]![4]!.GetValue<string>();
        var session = (await api.GetAsync($"sessions/{id}")).Json.AsObject();
        var name = $"{session["sessionName"]}";
        session["sessionName"] = $"{(await api.GetAsync($"sessions/{api.Seed["sessionIds"]![5]}")).Json["sessionName"]}";
        Assert.Equal(HttpStatusCode.Conflict, (await api.PutAsync("sessions", id, session)).Status);
        Assert.Equal(name, $"{(await api.GetAsync($"sessions/{id}")).Json["sessionName"]}");
    }
}
