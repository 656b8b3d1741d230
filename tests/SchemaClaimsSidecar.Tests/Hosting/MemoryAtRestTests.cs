using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Hosting;
using SchemaClaimsSidecar.Tests.Distribution;
using Testing;

namespace SchemaClaimsSidecar.Tests.Hosting;

public sealed class MemoryAtRestTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _time = new();
    private readonly ReleaseHub _hub = new();
    private readonly MemoryAtRest _service;
    private int _collections;

    public MemoryAtRestTests() =>
        _service = new MemoryAtRest(_hub, _time) { Collect = () => Interlocked.Increment(ref _collections) };

    public Task InitializeAsync() => _service.StartAsync(default);

    public Task DisposeAsync() => _service.StopAsync(default);

    [Fact]
    public async Task Publication_FollowedByQuiet_IsCollectedTwiceAndNotAgain()
    {
        await RestAsync();
        _hub.Publish(Releases.Of(1));

        await RestAsync();

        Assert.Equal(4, _collections);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, _time.PendingTimers);
        Assert.Equal(4, _collections);
    }

    // From a publication, or the start, until nothing more is due.
    private async Task RestAsync()
    {
        var target = _collections + 2;
        await Eventually.IsTrueAsync(() => _time.PendingTimers == 1);
        _time.Advance(TimeSpan.FromSeconds(10));
        await Eventually.IsTrueAsync(() => _collections == target - 1 && _time.PendingTimers == 1);
        _time.Advance(TimeSpan.FromMinutes(1));
        await Eventually.IsTrueAsync(() => _collections == target && _time.PendingTimers == 0);
    }
}
