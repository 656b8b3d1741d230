using Dms.Client.Snapshots;
using Dms.Client.Tests.Support;
using Grpc.Core;
using Testing;

namespace Dms.Client.Tests.Subscription;

public sealed class ReconnectTests
{
    [Fact]
    public async Task Stream_Silent_IsLeftAndOpenedAgain()
    {
        await using var client = await ClientHost.StartAsync(options => options.SilenceTimeout = TimeSpan.FromSeconds(20));
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(TestReleases.SmallParts()));
        stream.Heartbeat(TestReleases.Publish(TestReleases.SmallParts()).Position);
        await Eventually.IsTrueAsync(() => client.Snapshots.Status.HeartbeatAge is not null);
        client.Time.Advance(TimeSpan.FromSeconds(19));
        Assert.True(client.Snapshots.Status.IsConnected);
        var next = await client.ReconnectAsync();

        Assert.NotSame(stream, next);
        Assert.Contains(client.Log.Entries, entry => entry.Id.Id == 101 && entry.Message.Contains("nothing was heard", StringComparison.Ordinal));
        Assert.Equal(1ul, next.Request.Applied.Generation);
    }

    [Fact]
    public async Task Stream_WithHeartbeats_IsKept()
    {
        await using var client = await ClientHost.StartAsync(options => options.SilenceTimeout = TimeSpan.FromSeconds(20));
        var stream = await client.Sidecar.NextStreamAsync();
        for (var i = 0; i < 10; i++)
        {
            stream.Heartbeat(null);
            var beat = i;
            await Eventually.IsTrueAsync(() => client.Snapshots.Status.HeartbeatAge is { } age && age == TimeSpan.Zero);
            client.Time.Advance(TimeSpan.FromSeconds(15));
        }

        Assert.False(client.Sidecar.TryNextStream(out _));
        Assert.True(client.Snapshots.Status.IsConnected);
    }

    [Fact]
    public async Task Stream_OnWhichBytesCome_IsKeptThroughALongMessage()
    {
        await using var client = await ClientHost.StartAsync(options => options.SilenceTimeout = TimeSpan.FromSeconds(20));
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(TestReleases.SmallParts()));
        for (var i = 0; i < 10; i++)
        {
            stream.SendBytes();
            client.Time.Advance(TimeSpan.FromSeconds(15));
        }

        Assert.False(client.Sidecar.TryNextStream(out _));
        Assert.NotSame(stream, await client.ReconnectAsync());
    }

    [Fact]
    public async Task Subscribe_SilentFromTheBeginning_IsTriedAgain()
    {
        await using var client = await ClientHost.StartAsync();
        await client.Sidecar.NextStreamAsync();
        await client.ReconnectAsync();

        Assert.Equal(SubscriptionState.Connecting, client.Snapshots.Status.State);
        Assert.Contains("nothing was heard", client.Snapshots.Status.ConnectionError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_StreamEnds_SaysWhyUntilConnectedAgain()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.Sidecar.NextStreamAsync();
        stream.Heartbeat(null);
        await Eventually.IsTrueAsync(() => client.Snapshots.Status.IsConnected);
        stream.Break("the wire was cut");
        await Eventually.IsTrueAsync(() => client.Snapshots.Status.State == SubscriptionState.Disconnected);
        Assert.Equal("the wire was cut", client.Snapshots.Status.ConnectionError);
        (await client.ReconnectAsync()).Heartbeat(null);

        await Eventually.IsTrueAsync(() => client.Snapshots.Status.IsConnected);
        Assert.Null(client.Snapshots.Status.ConnectionError);
    }

    [Fact]
    public async Task Subscribe_FailingManyTimes_GoesOnWithPausesUpToTheLimit()
    {
        var attempts = 0;
        var client = new ClientHost(options =>
        {
            options.ReconnectDelay = TimeSpan.FromMilliseconds(100);
            options.MaxReconnectDelay = TimeSpan.FromSeconds(5);
            options.SilenceTimeout = TimeSpan.FromHours(1);
        });
        client.Sidecar.OnSubscribe = () =>
            Interlocked.Increment(ref attempts) <= 50 ? new RpcException(new Status(StatusCode.Unavailable, "not there")) : null;
        await using var started = client;
        await client.StartAsync();
        await client.AdvanceUntilAsync(client.Sidecar.NextStreamAsync(), TimeSpan.FromSeconds(30));

        var pauses = client.Log.Entries.Where(entry => entry.Id.Id == 102).ToArray();
        Assert.Equal(50, pauses.Length);
        Assert.Contains("Unavailable: not there", pauses[0].Message, StringComparison.Ordinal);
        Assert.EndsWith("again in 00:00:05. ", pauses[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscribe_AfterHealthyStream_BeginsWithShortPausesAgain()
    {
        var fail = true;
        var client = new ClientHost(options =>
        {
            options.ReconnectDelay = TimeSpan.FromMilliseconds(100);
            options.SilenceTimeout = TimeSpan.FromHours(1);
        });
        var failures = 0;
        client.Sidecar.OnSubscribe = () => Volatile.Read(ref fail) && Interlocked.Increment(ref failures) % 20 != 0 ? new IOException("no") : null;
        await using var started = client;
        await client.StartAsync();
        var stream = await client.AdvanceUntilAsync(client.Sidecar.NextStreamAsync(), TimeSpan.FromSeconds(30));
        stream.Heartbeat(null);
        await Eventually.IsTrueAsync(() => client.Snapshots.Status.IsConnected);
        Volatile.Write(ref fail, false);
        stream.End();
        await Eventually.IsTrueAsync(() => client.Snapshots.Status.State == SubscriptionState.Disconnected);
        var lost = client.Time.GetUtcNow();
        await client.AdvanceUntilAsync(client.Sidecar.NextStreamAsync(), TimeSpan.FromMilliseconds(10));

        Assert.InRange(client.Time.GetUtcNow() - lost, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Host_Stops_LeavesTheStream()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(TestReleases.SmallParts()));
        await client.StopAsync();
        await stream.Left;
    }
}
