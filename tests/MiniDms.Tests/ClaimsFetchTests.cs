using System.Net;
using MiniDms.Tests.Support;
using Testing.Postgres;

namespace MiniDms.Tests;

/// <summary>Who waits for the Configuration Service.</summary>
[Collection(BothModes.Collection)]
public sealed class ClaimsFetchTests(BothModes modes)
{
    private const int Clients = 8;

    [PostgresFact]
    public async Task InvestigatedMode_WhenClaimsHaveExpired_FetchesThemForEachOfTheRequestsAtOnce()
    {
        await using var service = await HeldConfigurationService.StartAsync(modes.ConfigurationServiceOf(BothModes.Investigated));
        await using var database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        await using var process = await StartAsync(BothModes.Investigated, database, service, expirySeconds: 0.001);
        service.Hold();

        var replies = Ask(process);
        await service.WaitForAsync(Clients);
        service.Release();

        Assert.All(await replies, reply => Assert.Equal(HttpStatusCode.OK, reply.Status));
    }

    [PostgresFact]
    public async Task SidecarMode_WhileClaimsAreFetched_AnswersAllTheSame()
    {
        await using var service = await HeldConfigurationService.StartAsync(modes.ConfigurationServiceOf(BothModes.Sidecar));
        await using var database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        await using var process = await StartAsync(BothModes.Sidecar, database, service, expirySeconds: 1);
        service.Hold();
        await service.WaitForAsync(1);

        Assert.All(await Ask(process), reply => Assert.Equal(HttpStatusCode.OK, reply.Status));

        Assert.Equal(1, service.Waiting);
    }

    private static Task<MiniDmsProcess> StartAsync(
        string mode, PostgresDatabase database, HeldConfigurationService service, double expirySeconds) => MiniDmsProcess.StartAsync(
        mode, "--postgres", database.ConnectionString, "--configuration-service", $"{service.Url}", "--claims-expiry",
        FormattableString.Invariant($"{expirySeconds}"), "--students", "1", "--offerings", "1");

    private static Task<Reply[]> Ask(MiniDmsProcess process) =>
        Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => process.Api.GetAsync("students?limit=1")));
}
