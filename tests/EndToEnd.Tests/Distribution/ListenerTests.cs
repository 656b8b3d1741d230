using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using EndToEnd.Tests.Support;
using Grpc.Core;
using SchemaClaims.V1;
using Testing;

namespace EndToEnd.Tests.Distribution;

public sealed class ListenerTests(SidecarFixture sidecar) : IClassFixture<SidecarFixture>
{
    [Fact]
    public async Task DmsSocket_ServesNoAdministration()
    {
        using var channel = Place.Open(sidecar.Place.DmsSocket);
        var client = new Admin.AdminClient(channel);

        await AssertUnimplementedAsync(async () => await client.ListReleasesAsync(new ListReleasesRequest()));
        await AssertUnimplementedAsync(async () => await client.VerifyAsync(new VerifyRequest()));
        await AssertUnimplementedAsync(async () => await client.UploadPieceAsync(new UploadPieceRequest()));
        await AssertUnimplementedAsync(() => client.Publish(new PublishRequest()).ResponseStream.MoveNext(default));
        await AssertUnimplementedAsync(() => client.WatchStatus(new WatchStatusRequest()).ResponseStream.MoveNext(default));
    }

    [Fact]
    public async Task AdministrationSocket_ServesNoDistribution()
    {
        using var channel = Place.Open(sidecar.Place.AdminSocket);
        var client = new SchemaClaims.V1.Distribution.DistributionClient(channel);

        await AssertUnimplementedAsync(async () => await client.ReportAsync(new ReportRequest()));
        await AssertUnimplementedAsync(() => client.Subscribe(new SubscribeRequest { Protocol = 1 }).ResponseStream.MoveNext(default));
    }

    [Fact]
    public async Task Command_AtTheDmsSocket_SaysThatItIsNotUnderstood()
    {
        var status = (await Tool.RunAsync("status", "--admin-socket", sidecar.Place.DmsSocket)).Ended(1);

        Assert.StartsWith($"The sidecar on {sidecar.Place.DmsSocket} does not know this command", status.Error, StringComparison.Ordinal);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Sockets_AreForTheOwnerAndItsGroup()
    {
        const UnixFileMode OwnerAndGroup =
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

        Assert.Equal(OwnerAndGroup, File.GetUnixFileMode(sidecar.Place.DmsSocket));
        Assert.Equal(OwnerAndGroup, File.GetUnixFileMode(sidecar.Place.AdminSocket));
    }

    [Fact]
    public async Task Tcp_ServesDistributionAndNoAdministration()
    {
        using var folder = new TemporaryFolder();
        var place = Place.In(folder.Path) with { Listen = "http://127.0.0.1:0" };
        await using var overTcp = await SidecarProcess.StartAsync(place);
        var address = Regex.Match(await overTcp.Log.WaitForAsync("http://127.0.0.1:"), @"http://127\.0\.0\.1:\d+").Value;
        await using var follower = new Follower(Place.OpenTcp(address), "pod-over-tcp");
        using var administrator = new Administrator(place.AdminSocket);

        await administrator.PublishAsync(Samples.Marked("over TCP"));

        Assert.Equal(["over TCP"], (await follower.WaitForAsync(1)).Marks);
        using var channel = Place.OpenTcp(address);
        await AssertUnimplementedAsync(async () => await new Admin.AdminClient(channel).VerifyAsync(new VerifyRequest()));
    }

    private static async Task AssertUnimplementedAsync(Func<Task> call) =>
        Assert.Equal(StatusCode.Unimplemented, (await Assert.ThrowsAsync<RpcException>(call)).StatusCode);
}
