using System.Net;
using MiniDms.Tests.Support;
using Testing.Postgres;

namespace MiniDms.Tests;

/// <summary>How many connections a request needs at once.</summary>
public sealed class PoolTests
{
    private const int Clients = 64;
    private const int Writes = 4;

    [PostgresFact]
    public async Task SidecarMode_ByAPoolOfEight_AnswersSixtyFourClients()
    {
        await using var database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        await using var process = await StartAsync(BothModes.Sidecar, database.ConnectionString, poolSize: 8);
        var replies = await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => WriteAsync(process.Api, client)));
        Assert.All(
            replies.SelectMany(own => own),
            reply => Assert.True(reply.Status is HttpStatusCode.OK or HttpStatusCode.NoContent, reply.Text));
        Assert.Equal(0, await process.StopAsync());
    }

    [PostgresTheory]
    [InlineData(BothModes.Sidecar, HttpStatusCode.OK)]
    [InlineData(BothModes.Investigated, HttpStatusCode.InternalServerError)]
    public async Task Request_ByAPoolOfOne_IsAnsweredWhereItTakesNoSecondConnection(string mode, HttpStatusCode expected)
    {
        await using var database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        await using var process = await StartAsync(mode, database.ConnectionString + ";Timeout=1", poolSize: 1);
        var student = (await process.Api.GetAsync("students?limit=1")).Documents.Single()!["id"];
        Assert.Equal(expected, (await process.Api.GetAsync($"students/{student}")).Status);
    }

    private static Task<MiniDmsProcess> StartAsync(string mode, string connectionString, int poolSize) => MiniDmsProcess.StartAsync(
        mode, "--postgres", connectionString, "--max-pool-size", $"{poolSize}", "--students", $"{Clients}", "--offerings", "1");

    private static async Task<List<Reply>> WriteAsync(MiniDmsApi api, int client)
    {
        var replies = new List<Reply>();
        var body = api.Body("studentEducationOrganizationAssociations");
        var student = $"{api.Seed["studentUniqueIds"]![client]}";
        body["studentReference"]!["studentUniqueId"] = student;
        body["educationOrganizationReference"]!["educationOrganizationId"] = 255901001 + (client % 4);
        for (var write = 0; write < Writes; write++)
        {
            body["loginId"] = $"{client}-{write}";
            replies.Add(await api.PostAsync("studentEducationOrganizationAssociations", body));
            replies.Add(await api.PutAsync("studentEducationOrganizationAssociations", replies[^1].Id, body));
            replies.Add(await api.GetAsync($"studentSchoolAssociations?studentUniqueId={student}"));
        }

        return replies;
    }
}
