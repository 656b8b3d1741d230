using System.Text;
using ConfigurationService;
using EndToEnd.Tests.Support;
using SchemaClaims.V1;
using Testing.Postgres;

namespace EndToEnd.Tests.Fleet;

/// <summary>One sidecar asks the Configuration Service for all.</summary>
public class SharedRefreshTests
{
    private const int Pods = 3;

    [PostgresFact]
    public async Task Claims_OfAFleet_AreAskedForByOneAndByAnotherWhenThatDies()
    {
        await using var service = await FakeConfigurationService.StartAsync();
        service.Answer(Granting("First"));
        var variables = ClaimsSettings.VariablesFor(service);
        variables["SCHEMACLAIMS_Claims__RefreshInterval"] = "1.00:00:00";
        await using var database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        await using var fleet = new SidecarFleet(Pods, database.ConnectionString) { Variables = variables };
        await fleet.StartAllAsync();

        await Task.WhenAll(fleet.Followers.Select(follower => follower.WaitForAsync(1)));
        for (var pod = 0; pod < Pods; pod++)
            await fleet.WaitForAsync(pod, status => status.Claims.ConfirmedAt is not null);
        Assert.Equal(1, service.Calls.Count(Endpoint.Metadata));

        service.Answer(Granting("Second"));
        var leader = await LeaderAsync(fleet);
        await fleet.KillAsync(leader);
        var others = Enumerable.Range(0, Pods).Where(pod => pod != leader).ToArray();
        await Task.WhenAll(others.Select(pod => fleet.Followers[pod].WaitForAsync(2)));

        Assert.Equal(2, service.Calls.Count(Endpoint.Metadata));
        await fleet.StartAsync(leader);
        await fleet.Followers[leader].WaitForAsync(2);
        Assert.NotEqual(leader, await LeaderAsync(fleet));
        Assert.Equal(2, service.Calls.Count(Endpoint.Metadata));
    }

    private static async Task<int> LeaderAsync(SidecarFleet fleet)
    {
        var statuses = await Task.WhenAll(Enumerable.Range(0, fleet.Count).Select(pod => fleet.WaitForAsync(pod, IsListening)));
        Assert.Single(statuses, status => status.Store.RefreshesClaims);
        return Array.FindIndex(statuses, status => status.Store.RefreshesClaims);
    }

    private static bool IsListening(SidecarStatus status) => status.Store.Listening;

    private static byte[] Granting(string strategy) => Encoding.UTF8.GetBytes($$"""
        [{"claimSetName":"Vendor","claims":[{"name":"http://ed-fi.org/c","authorizationId":1}],
          "authorizations":[{"id":1,"actions":[{"name":"Read","authorizationStrategies":[{"name":"{{strategy}}"}]}]}]}]
        """);
}
