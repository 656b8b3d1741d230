using System.Collections.Concurrent;
using EndToEnd.Tests.Support;
using Grpc.Core;
using SchemaClaims.V1;
using Testing;

namespace EndToEnd.Tests.Chaos;

/// <summary>What many subscribers, or strange ones, do to a sidecar.</summary>
public sealed class CrowdTests
{
    [Fact]
    public async Task Subscribers_ManyConnectingAtOnce_AllGetTheRelease()
    {
        await using var rig = await ChaosRig.StartAsync();

        await rig.SurviveAsync(() => StormAsync(rig, subscribers: 50));
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task Subscribers_AThousandConnectingAtOnce_AllGetTheReleaseAndLeaveNothing()
    {
        await using var rig = await ChaosRig.StartAsync();

        await rig.SurviveAsync(() => StormAsync(rig, subscribers: 1_000));
    }

    [Fact]
    public Task Subscriber_ThatReconnectsHundredsOfTimes_HarmsNobody() => FlapAsync(connections: 200);

    [Fact]
    [Trait("Category", "Long")]
    public Task Subscriber_ThatReconnectsThousandsOfTimes_HarmsNobody() => FlapAsync(connections: 3_000);

    [Fact]
    public async Task Subscribers_ThatNeverRead_AreLetGo()
    {
        await using var rig = await ChaosRig.StartAsync(new Dictionary<string, string>
        {
            ["SCHEMACLAIMS_Distribution__SendTimeout"] = "00:00:01",
        });

        await rig.SurviveAsync(async () =>
        {
            var stuck = Enumerable.Range(0, 10).Select(number => new DeafSubscriber(rig.Place.DmsSocket, $"deaf-{number}")).ToArray();
            for (var release = 0; release < 5; release++)
                await rig.Follower.WaitForAsync((await rig.PublishAsync()).Generation);
            await Task.WhenAll(stuck.Select(one => rig.Sidecar.Log.WaitForAsync($"{one.Name} ({one.Name}) did not read")));
            foreach (var one in stuck)
                one.Dispose();
        });
    }

    private static async Task StormAsync(ChaosRig rig, int subscribers)
    {
        var arrived = new ConcurrentBag<ulong>();
        var crowd = Enumerable.Range(0, subscribers).Select(number => FirstReleaseAsync(rig.Place.DmsSocket, $"pod-{number}", arrived));
        await Task.WhenAll(crowd).WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(subscribers, arrived.Count);
        Assert.Single(arrived.Distinct());
    }

    private static async Task FlapAsync(int connections)
    {
        await using var rig = await ChaosRig.StartAsync();

        await rig.SurviveAsync(async () =>
        {
            var publishing = Task.Run(async () =>
            {
                for (var release = 0; release < 5; release++)
                    await rig.Follower.WaitForAsync((await rig.PublishAsync()).Generation);
            });
            for (var connection = 0; connection < connections; connection++)
            {
                using var channel = Place.Open(rig.Place.DmsSocket);
                using var call = new SchemaClaims.V1.Distribution.DistributionClient(channel).Subscribe(RequestOf("pod-that-flaps"));
                await call.ResponseStream.MoveNext(default);
            }

            await publishing;
            await IsGoneAsync(rig, "pod-that-flaps");
        });
    }

    // Of all its streams none is taken for one that is open.
    private static async Task IsGoneAsync(ChaosRig rig, string name)
    {
        using var administrator = new Administrator(rig.Place.AdminSocket);
        await Eventually.IsTrueAsync(() => administrator.Client.ListSubscribersAsync(new()).ResponseAsync.GetAwaiter().GetResult()
            .Subscribers.Single(subscriber => subscriber.Name == name).State == Subscriber.Types.State.Silent);
    }

    // Whom the sidecar cannot take at once tries again, as every client does.
    private static async Task FirstReleaseAsync(string socket, string name, ConcurrentBag<ulong> arrived)
    {
        while (true)
        {
            try
            {
                using var channel = Place.Open(socket);
                using var call = new SchemaClaims.V1.Distribution.DistributionClient(channel).Subscribe(RequestOf(name));
                while (await call.ResponseStream.MoveNext(default))
                {
                    if (call.ResponseStream.Current.Commit is not { } commit)
                        continue;
                    arrived.Add(commit.Position.Generation);
                    return;
                }
            }
            catch (RpcException busy) when (busy.StatusCode == StatusCode.Unavailable)
            {
                await Task.Yield();
            }
        }
    }

    private static SubscribeRequest RequestOf(string name) => new() { Protocol = 1, Subscriber = name, Instance = name };

    /// <summary>Subscribes and never reads.</summary>
    private sealed class DeafSubscriber : IDisposable
    {
        private readonly Grpc.Net.Client.GrpcChannel _channel;
        private readonly AsyncServerStreamingCall<SubscribeResponse> _call;

        public DeafSubscriber(string socket, string name)
        {
            Name = name;
            _channel = Place.Open(socket);
            _call = new SchemaClaims.V1.Distribution.DistributionClient(_channel).Subscribe(RequestOf(name));
        }

        public string Name { get; }

        public void Dispose()
        {
            _call.Dispose();
            _channel.Dispose();
        }
    }
}
