using EndToEnd.Tests.Support;
using Google.Protobuf;
using Grpc.Core;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using Outcome = SchemaClaims.V1.ReportRequest.Types.Outcome;
using Position = SchemaClaims.V1.Position;

namespace EndToEnd.Tests.BadInput;

public sealed class RequestTests(WatchedSidecarFixture sidecar) : IClassFixture<WatchedSidecarFixture>
{
    private static readonly string LongName = new('x', 254);

    [Theory]
    [InlineData(2u, "This sidecar speaks snapshot protocol 1, the subscriber asked for 2: upgrade the sidecar.")]
    [InlineData(uint.MaxValue, "This sidecar speaks snapshot protocol 1, the subscriber asked for 4294967295: upgrade the sidecar.")]
    [InlineData(0u, "This sidecar speaks snapshot protocol 1, the subscriber asked for 0: upgrade the subscriber.")]
    public async Task Subscribe_InAnotherProtocol_SaysWhoMustUpgrade(uint protocol, string message)
    {
        var status = await SubscribeAsync(request => request.Protocol = protocol);

        Assert.Equal(new Status(StatusCode.FailedPrecondition, message), Bare(status));
    }

    [Fact]
    public async Task Subscribe_ThatCannotBeMeant_IsRefusedWithTheReason()
    {
        await RefusedAsync("subscriber must have 1 to 253 characters.", request => request.Subscriber = "");
        await RefusedAsync("subscriber must have 1 to 253 characters.", request => request.Subscriber = LongName);
        await RefusedAsync("instance must have 1 to 253 characters.", request => request.Instance = "");
        await RefusedAsync("instance must have 1 to 253 characters.", request => request.Instance = LongName);
        await RefusedAsync(
            "held_digests has 33 bytes, which is no multiple of 32.", request => request.HeldDigests = Zeros(33));
        await RefusedAsync("applied has generation 18446744073709551615", request => request.Applied = Beyond());
        await RefusedAsync("rejected has generation 18446744073709551615", request => request.Rejected = Beyond());
        await RefusedAsync("The label '' must have a name", request => request.Labels.Add("", "a"));
        await RefusedAsync("The label 'a=b' must have a name", request => request.Labels.Add("a=b", "a"));
        await RefusedAsync("The label 'zone' must have a value", request => request.Labels.Add("zone", "a,b"));
        await RefusedAsync("There are 33 labels; a subscriber may have 32.", request =>
            request.Labels.Add(Enumerable.Range(0, 33).ToDictionary(number => $"label-{number}", _ => "")));

        async Task RefusedAsync(string message, Action<SubscribeRequest> change) => AssertInvalid(message, await SubscribeAsync(change));
    }

    [Fact]
    public async Task Report_ThatCannotBeMeant_IsRefusedWithTheReason()
    {
        await RefusedAsync("subscriber must have 1 to 253 characters.", request => request.Subscriber = "");
        await RefusedAsync("instance must have 1 to 253 characters.", request => request.Instance = LongName);
        await RefusedAsync("position is missing.", request => request.Position = null);
        await RefusedAsync("position is missing.", request => request.Position = new Position());
        await RefusedAsync("position has generation 18446744073709551615", request => request.Position = Beyond());
        await RefusedAsync("running has generation 18446744073709551615", request => request.Running = Beyond());
        await RefusedAsync("outcome is missing.", request => request.Outcome = Outcome.Unspecified);
        await RefusedAsync("outcome 77 is unknown.", request => request.Outcome = (Outcome)77);
        await RefusedAsync("elapsed_microseconds is 18446744073709551615", request => request.ElapsedMicroseconds = ulong.MaxValue);

        async Task RefusedAsync(string message, Action<ReportRequest> change) => AssertInvalid(message, await ReportAsync(change));
    }

    [Fact]
    public async Task UploadPiece_AskingForWhatAReleaseWasMadeFrom_SaysThatAllOfItIsThere()
    {
        var core = Samples.Marked(Samples.NewMark());
        await sidecar.Administrator.PublishAsync(core);
        var digest = ByteString.CopyFrom(Digest.Of(core).ToBytes());

        var answer = await sidecar.Administrator.Client.UploadPieceAsync(
            new UploadPieceRequest { Digest = digest, TotalLength = (ulong)core.Length });

        Assert.Equal((ulong)core.Length, answer.Received);
    }

    [Fact]
    public async Task Report_OfOneThatHasNotSubscribed_IsRefusedAndNotShown()
    {
        var status = await ReportAsync(request => request.Subscriber = "pod-that-never-was");

        Assert.Equal(
            new Status(StatusCode.FailedPrecondition, "pod-that-never-was (one) has not subscribed here; subscribe, then report."),
            Bare(status));
        var shown = await sidecar.RunAsync("status");
        Assert.DoesNotContain("pod-that-never-was", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_ForWhatIsNoPartOfAFleet_SaysWhatToWrite()
    {
        var document = await sidecar.Administrator.StageAsync("core.json", Samples.Marked(Samples.NewMark()));

        AssertInvalid("'most' is no part of a fleet: write 10%", await PublishForAsync(new SchemaClaims.V1.Rollout { To = "most" }));
        AssertInvalid("rollout.auto must be", await PublishForAsync(new SchemaClaims.V1.Rollout { To = "10%", Auto = new() }));
        AssertInvalid(
            "rollout.auto must be",
            await PublishForAsync(new SchemaClaims.V1.Rollout { To = "10%", Auto = new() { Seconds = long.MaxValue } }));

        Task<Status> PublishForAsync(SchemaClaims.V1.Rollout rollout) =>
            PublishAsync(new PublishRequest { Schema = new SchemaUpload { Core = document }, Rollout = rollout });
    }

    [Fact]
    public async Task Publish_OfADocumentThatAnotherHasJustPublished_IsTaken()
    {
        var core = Samples.Marked(Samples.NewMark());
        await sidecar.Administrator.StageAsync("core.json", core);
        var document = await sidecar.Administrator.StageAsync("core.json", core);
        await sidecar.Administrator.PublishAsync(core);

        using var call = sidecar.Administrator.Client.Publish(
            new PublishRequest { Schema = new SchemaUpload { Core = document } }, deadline: DateTime.UtcNow.AddSeconds(30));
        var last = await call.ResponseStream.ReadAllAsync().LastAsync();

        Assert.True(last.Published.Unchanged);
    }

    [Fact]
    public async Task UploadPiece_ThatDoesNotFit_IsRefusedWithTheReason()
    {
        await StageAsync(request => request.Data = Zeros(500));

        await RefusedAsync(StatusCode.InvalidArgument, "digest must have 32 bytes.", request => request.Digest = Zeros(31));
        await RefusedAsync(
            StatusCode.OutOfRange, "A piece at 501 does not fit: 500 of 1000 bytes are there.", request => request.Offset = 501);
        await RefusedAsync(StatusCode.OutOfRange, "A piece at 500 does not fit", request => (request.Offset, request.Data) = (500, Zeros(501)));
        await RefusedAsync(StatusCode.OutOfRange, "does not fit", request => request.Offset = ulong.MaxValue);
        await RefusedAsync(StatusCode.OutOfRange, "The document began with 1000 bytes, not 999.", request => request.TotalLength = 999);
        await RefusedAsync(
            StatusCode.ResourceExhausted, $"the limit is {WatchedSidecarFixture.MaxDocumentBytes} (Uploads:MaxDocumentBytes)",
            request => (request.Digest, request.TotalLength) = (Zeros(32), ulong.MaxValue));
        await RefusedAsync(StatusCode.DataLoss, "do not have the digest", request => (request.Offset, request.Data) = (500, Zeros(500)));

        async Task RefusedAsync(StatusCode code, string message, Action<UploadPieceRequest> change)
        {
            var status = await StageAsync(change);
            Assert.Equal(code, status.StatusCode);
            Assert.Contains(message, status.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Publish_OfWhatIsNotStaged_SaysWhatToDo()
    {
        var unstaged = new Document { Name = "core.json", Digest = Zeros(32) };

        var nothing = await PublishAsync(new PublishRequest());
        var noDigest = await PublishAsync(new PublishRequest { Schema = new SchemaUpload() });
        var notStaged = await PublishAsync(new PublishRequest { Schema = new SchemaUpload { Core = unstaged } });

        AssertInvalid("Nothing to publish: name a schema or claims.", nothing);
        AssertInvalid("schema.core is missing or has no digest of 32 bytes.", noDigest);
        Assert.Equal(StatusCode.FailedPrecondition, notStaged.StatusCode);
        Assert.Contains("'core.json'", notStaged.Detail, StringComparison.Ordinal);
        Assert.Contains("send it with UploadPiece first", notStaged.Detail, StringComparison.Ordinal);
    }

    private static ByteString Zeros(int count) => ByteString.CopyFrom(new byte[count]);

    private static Position Beyond() => new() { Epoch = "0123", Generation = ulong.MaxValue };

    private static Status Bare(Status status) => new(status.StatusCode, status.Detail);

    private static void AssertInvalid(string message, Status status)
    {
        Assert.Equal(StatusCode.InvalidArgument, status.StatusCode);
        Assert.Contains(message, status.Detail, StringComparison.Ordinal);
    }

    private Task<Status> SubscribeAsync(Action<SubscribeRequest> change) => DistributionAsync(async client =>
    {
        var request = new SubscribeRequest { Protocol = 1, Subscriber = "pod", Instance = "one" };
        change(request);
        using var call = client.Subscribe(request, deadline: DateTime.UtcNow.AddSeconds(30));
        Assert.False(await call.ResponseStream.MoveNext(default));
    });

    private Task<Status> ReportAsync(Action<ReportRequest> change) => DistributionAsync(async client =>
    {
        var position = new Position { Epoch = "0123", Generation = 1 };
        var request = new ReportRequest { Subscriber = "pod", Instance = "one", Position = position, Outcome = Outcome.Applied };
        change(request);
        await client.ReportAsync(request, deadline: DateTime.UtcNow.AddSeconds(30));
    });

    private Task<Status> StageAsync(Action<UploadPieceRequest> change)
    {
        var digest = ByteString.CopyFrom(Digest.Of("a document of 1,000 bytes"u8).ToBytes());
        var request = new UploadPieceRequest { Digest = digest, TotalLength = 1000 };
        change(request);
        return StatusOfAsync(async () => await sidecar.Administrator.Client.UploadPieceAsync(request));
    }

    private Task<Status> PublishAsync(PublishRequest request) => sidecar.WithoutATraceAsync(() => StatusOfAsync(async () =>
    {
        using var call = sidecar.Administrator.Client.Publish(request, deadline: DateTime.UtcNow.AddSeconds(30));
        Assert.False(await call.ResponseStream.MoveNext(default));
    }));

    private Task<Status> DistributionAsync(Func<SchemaClaims.V1.Distribution.DistributionClient, Task> call) =>
        sidecar.WithoutATraceAsync(async () =>
        {
            using var channel = Place.Open(sidecar.Place.DmsSocket);
            return await StatusOfAsync(() => call(new SchemaClaims.V1.Distribution.DistributionClient(channel)));
        });

    private static async Task<Status> StatusOfAsync(Func<Task> call)
    {
        try
        {
            await call();
            return Status.DefaultSuccess;
        }
        catch (RpcException refused)
        {
            return refused.Status;
        }
    }
}
