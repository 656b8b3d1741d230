using System.Net;
using EndToEnd.Tests.Support;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Health.V1;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using Testing;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace EndToEnd.Tests.StartStop;

/// <summary>What a sidecar that is told to stop does with those who use it.</summary>
public sealed class StopTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();
    private readonly Place _place;

    public StopTests() => _place = Place.In(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Stop_DuringAnUpload_TellsNotReadyEndsStreamsFinishesTheUploadAndThenExits()
    {
        await using var sidecar = await SidecarProcess.StartAsync(_place);
        using var administrator = new Administrator(_place.AdminSocket);
        await administrator.PublishAsync(Samples.Marked("before"));
        await using var follower = new Follower(_place.DmsSocket);
        await follower.WaitForAsync(1);
        using var probe = Place.Open(_place.DmsSocket);
        using var health = new Health.HealthClient(probe).Watch(new HealthCheckRequest(), deadline: DateTime.UtcNow + Patience);
        Assert.Equal(ServingStatus.Serving, await NextAsync(health));
        var exit = Task.FromResult(-1);

        var published = await administrator.PublishAsync(Samples.Marked("during", padding: 4 * 1024 * 1024), progress =>
        {
            if (progress.Stage?.Name != "compile")
                return;
            exit = sidecar.StopAsync();
            // On its way, for sure, before it goes on: the sidecar says so itself.
            Assert.Equal(ServingStatus.NotServing, NextAsync(health).WaitAsync(Patience).GetAwaiter().GetResult());
        });

        await follower.WaitForEndingAsync();
        Assert.Equal(StatusCode.Unavailable, follower.Endings[0].StatusCode);
        Assert.Equal(2ul, published.Position.Generation);
        Assert.Equal(0, await exit);
        await using var again = await SidecarProcess.StartAsync(_place);
        Assert.Equal(published.SnapshotId, (await follower.WaitForAsync(2)).Manifest.SnapshotId.ToString());
        Assert.Empty(follower.Violations);
    }

    [Fact]
    public async Task Stop_BetweenThePiecesOfAnUpload_RefusesTheNextAndTakesTheUploadAfterTheStart()
    {
        await using var sidecar = await SidecarProcess.StartAsync(_place);
        using var administrator = new Administrator(_place.AdminSocket);
        var core = Samples.Marked("in pieces", padding: 100_000);
        var first = new UploadPieceRequest
        {
            Digest = ByteString.CopyFrom(Digest.Of(core).ToBytes()),
            TotalLength = (ulong)core.Length,
            Data = ByteString.CopyFrom(core.AsSpan(0, 50_000)),
        };
        await administrator.Client.UploadPieceAsync(first, deadline: DateTime.UtcNow + Patience);

        Assert.Equal(0, await sidecar.StopAsync());

        var refused = await Assert.ThrowsAsync<RpcException>(() => administrator.StageAsync("core.json", core));
        Assert.Equal(StatusCode.Unavailable, refused.StatusCode);
        await using var again = await SidecarProcess.StartAsync(_place);
        Assert.Equal(1ul, (await administrator.PublishAsync(core)).Position.Generation);
    }

    [Fact]
    public async Task Stop_WhileTheBodyOfAnUploadStalls_RefusesItAndExits()
    {
        var variables = new Dictionary<string, string>
        {
            ["SCHEMACLAIMS_Listen__Management"] = "http://127.0.0.1:0",
            ["SCHEMACLAIMS_Access__TokenFile"] = _folder["tokens"],
        };
        await File.WriteAllTextAsync(_folder["tokens"], $"change ann {Digest.Of("token"u8)}\n");
        await using var sidecar = await SidecarProcess.StartAsync(_place, variables);
        var listening = await sidecar.Log.WaitForAsync("Now listening on: http://127.0.0.1");
        using var upload = await StalledUpload.BeginAsync(new Uri(listening[listening.IndexOf("http://", StringComparison.Ordinal)..]), "token");

        var exit = sidecar.StopAsync();

        var (status, answer) = await upload.AnswerAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("The sidecar stops; send the schema again.", answer, StringComparison.Ordinal);
        Assert.Equal(0, await exit);
    }

    private static async Task<ServingStatus> NextAsync(AsyncServerStreamingCall<HealthCheckResponse> watch)
    {
        Assert.True(await watch.ResponseStream.MoveNext(default));
        return watch.ResponseStream.Current.Status;
    }
}
