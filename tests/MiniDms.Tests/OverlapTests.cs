using System.Net;
using MiniDms.Tests.Support;
using Testing.Postgres;

namespace MiniDms.Tests;

/// <summary>Writes that meet another one.</summary>
[Collection(BothModes.Collection)]
public sealed class OverlapTests(BothModes modes)
{
    [PostgresTheory]
    [Modes]
    public async Task Posts_OfOneNewDocumentAtOnce_CreateItAndReplaceIt(string mode)
    {
        var api = modes[mode];
        var first = api.Body("students");
        first["studentUniqueId"] = "AT-ONCE";
        var second = first.DeepClone().AsObject();
        second["firstName"] = "Second";

        // Either finds that there is no such student yet.
        await using var other = await OtherTransaction.BeginAsync(modes.DatabaseOf(mode), "LOCK TABLE dms.alias IN SHARE MODE");
        var posts = Task.WhenAll(api.PostAsync("students", first, "district"), api.PostAsync("students", second, "district"));
        await other.CommitWhenOthersWaitAsync(2);
        var replies = await posts;

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Created], replies.Select(reply => reply.Status).Order());
        Assert.Equal(replies[0].Id, replies[1].Id);
        Assert.Equal(HttpStatusCode.NoContent, (await api.DeleteAsync($"students/{replies[0].Id}", "district")).Status);
    }

    [PostgresTheory]
    [Modes]
    public async Task Delete_OfWhatGoesToAnotherSchoolMeanwhile_IsRefused(string mode)
    {
        var api = modes[mode];
        var body = api.Body("sessions");
        body["sessionName"] = "MOVED MEANWHILE";
        var created = await api.PostAsync("sessions", body, "school-1");
        Assert.Equal(HttpStatusCode.Created, created.Status);

        await using var other = await OtherTransaction.BeginAsync(
            modes.DatabaseOf(mode),
            $$"""
            UPDATE dms.document SET edfidoc = jsonb_set(edfidoc, '{schoolReference,schoolId}', '255901002')
            WHERE documentuuid = '{{created.Id}}'
            """);
        var deletion = api.DeleteAsync($"sessions/{created.Id}", "school-1");
        await other.CommitWhenOthersWaitAsync(1);

        Assert.Equal(HttpStatusCode.Forbidden, (await deletion).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await api.DeleteAsync($"sessions/{created.Id}", "school-2")).Status);
    }
}
