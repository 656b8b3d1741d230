using System.Runtime.CompilerServices;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Memory;
using SchemaClaimsSidecar.Tests.Access;
using SchemaClaimsSidecar.Tests.Distribution;
using Testing;

namespace SchemaClaimsSidecar.Tests.Memory;

/// <summary>What stays in a sidecar of subscribers that got a release and left.</summary>
public sealed class SubscribersThatLeftTests
{
    private const int Count = 20;

    [Fact]
    public async Task Subscribers_ThatHaveLeft_LeaveNothing()
    {
        await using var sidecar = await ManagedSidecar.StartAsync(new TemporaryFolder());
        var board = sidecar.Services.GetRequiredService<SubscriberBoard>();
        var connections = sidecar.Services.GetRequiredService<ConnectionMemory>();
        sidecar.Services.GetRequiredService<ReleaseHub>().Publish(Releases.Of(1, (PartNames.Claims, new string('c', 300_000))));
        var visits = await Task.WhenAll(Enumerable.Range(0, Count).Select(number => VisitAsync(sidecar.DmsSocket, $"pod-{number}")));
        var left = LabelsOn(board);
        Assert.Equal(Count, left.Length);
        Assert.NotEqual((0, 0), connections.Use);

        foreach (var visit in visits)
            visit.Dispose();

        // Connections have nothing, and what they had is kept for as long as others might come.
        await Eventually.IsTrueAsync(() => connections.Use.Lent == 0 && board.Read().All(record => record.Streams == 0));
        await Eventually.IsTrueAsync(() => LooksUntilIdle(sidecar, connections));
        // Then nobody shows them any more, and nothing else has them.
        sidecar.Time.Advance(new DistributionOptions().ForgetAfter);
        Assert.Empty(board.Read());
        await Eventually.IsTrueAsync(() => AreGone(left));
    }

    private static bool LooksUntilIdle(ManagedSidecar sidecar, ConnectionMemory connections)
    {
        sidecar.Time.Advance(MemoryAtRest.Interval);
        return connections.Use.Idle == 0;
    }

    // A session has the same labels as the board.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] LabelsOn(SubscriberBoard board) =>
        [.. board.Read().Select(record => new WeakReference(record.Labels))];

    private static bool AreGone(WeakReference[] references)
    {
        GC.Collect();
        return !references.Any(reference => reference.IsAlive);
    }

    private static async Task<GrpcChannel> VisitAsync(string socket, string name)
    {
        var channel = GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions
        {
            HttpHandler = new CallMarkHandler(UnixSockets.HandlerFor(socket)),
            DisposeHttpClient = true,
        });
        var call = new SchemaClaims.V1.Distribution.DistributionClient(channel).Subscribe(new SubscribeRequest
        {
            Protocol = Protocol.Version,
            Subscriber = name,
            Instance = name,
            Labels = { ["zone"] = name },
        });
        do
            Assert.True(await call.ResponseStream.MoveNext(default));
        while (call.ResponseStream.Current.Commit is null);
        return channel;
    }
}
