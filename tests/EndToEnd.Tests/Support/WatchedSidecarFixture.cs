namespace EndToEnd.Tests.Support;

/// <summary>A sidecar with a release and a subscriber, on which what tests attempt must leave no trace.</summary>
public sealed class WatchedSidecarFixture() : SidecarFixture(new Dictionary<string, string>
{
    ["SCHEMACLAIMS_Uploads__MaxDocumentBytes"] = $"{MaxDocumentBytes}",
    ["SCHEMACLAIMS_Uploads__MaxStagedBytes"] = $"{MaxStagedBytes}",
})
{
    /// <summary>The largest document that the sidecar takes.</summary>
    public const int MaxDocumentBytes = 400_000;

    /// <summary>How much the sidecar lets be staged at once.</summary>
    public const int MaxStagedBytes = 100 * MaxDocumentBytes;

    private Follower? _follower;

    internal Follower Follower => _follower!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _follower = new Follower(Place.DmsSocket, "watcher");
        await PublishAndFollowAsync();
    }

    public override async Task DisposeAsync()
    {
        if (_follower is not null)
            await _follower.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>Makes an attempt that must change nothing: history and subscriber stay as they are, and both go on afterwards.</summary>
    internal async Task<T> WithoutATraceAsync<T>(Func<Task<T>> attempt)
    {
        var history = await Administrator.HistoryAsync();
        // What was acknowledged just before may still be on its way to the subscriber.
        if (history is [{ } newest, ..])
            await Follower.WaitForAsync(newest.Position.Generation);
        var received = Follower.Received.Count;

        var result = await attempt();

        Assert.Equal(history, await Administrator.HistoryAsync());
        Assert.Equal(received, Follower.Received.Count);
        await PublishAndFollowAsync();
        Assert.Equal(received + 1, Follower.Received.Count);
        Assert.Empty(Follower.Endings);
        Assert.Empty(Follower.Violations);
        return result;
    }

    private async Task PublishAndFollowAsync() => await Follower.WaitForAsync((await PublishAsync()).Position.Generation);
}
