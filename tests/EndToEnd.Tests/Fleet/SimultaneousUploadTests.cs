using EndToEnd.Tests.Support;
using Grpc.Core;
using Testing.Postgres;

namespace EndToEnd.Tests.Fleet;

public class SimultaneousUploadTests
{
    [PostgresFact]
    public Task Uploads_ToThreeSidecarsAtOnce_HaveOneWinnerAGenerationWhomTheOthersAreTold() => RaceAsync(pods: 3, rounds: 3);

    [PostgresFact]
    [Trait("Category", "Long")]
    public Task Uploads_ToTenSidecarsAtOnce_HaveOneWinnerAGenerationWhomTheOthersAreTold() => RaceAsync(pods: 10, rounds: 200);

    private static async Task RaceAsync(int pods, int rounds)
    {
        await using var database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        await using var fleet = new SidecarFleet(pods, database.ConnectionString);
        await fleet.StartAllAsync();
        var newest = 0UL;
        for (var round = 1; round <= rounds; round++)
        {
            var number = round;
            var answers = await Task.WhenAll(
                Enumerable.Range(0, pods).Select(pod => UploadAsync(fleet.Administrators[pod], $"{number} by {pod}")));

            // Whoever is so late that it has heard of the winner follows it, and is the winner of the next generation.
            var winners = Enumerable.Range(0, pods).Where(pod => answers[pod].StatusCode == StatusCode.OK).ToArray();
            var history = await fleet.Administrators[0].HistoryAsync();
            Assert.NotEmpty(winners);
            Assert.Equal(newest + (ulong)winners.Length, newest = history[0].Position.Generation);
            Assert.Equal(
                winners.Select(SidecarFleet.NameOf).Order(),
                history.Take(winners.Length).Select(release => release.PublishedBy.Split(" on ")[1]).Order());
            Assert.All(answers.Where(answer => answer.StatusCode != StatusCode.OK), lost =>
            {
                Assert.Equal(StatusCode.Aborted, lost.StatusCode);
                Assert.Contains(
                    winners, winner => lost.Detail.Contains($" on {SidecarFleet.NameOf(winner)} at ", StringComparison.Ordinal));
            });
            await Task.WhenAll(fleet.Followers.Select(follower => follower.WaitForAsync(newest)));
            Assert.Single(fleet.Followers.Select(follower => Assert.Single(follower.Received[^1].Marks)).Distinct());
        }
    }

    private static async Task<Status> UploadAsync(Administrator administrator, string mark)
    {
        try
        {
            await administrator.PublishAsync(Samples.Marked(mark));
            return Status.DefaultSuccess;
        }
        catch (RpcException refused)
        {
            return refused.Status;
        }
    }
}
