using SchemaClaimsSidecar.Claims;
using Testing;

namespace SchemaClaimsSidecar.Tests.Claims;

public sealed class ClaimsFreshnessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Age_NeverConfirmedNorRestored_IsUnknown() => Assert.Null(Freshness().Age);

    [Fact]
    public void Age_Confirmed_CountsFromThen()
    {
        var freshness = Freshness();
        freshness.Confirm();

        _time.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(TimeSpan.FromMinutes(3), freshness.Age);
        Assert.Equal(_time.GetUtcNow() - TimeSpan.FromMinutes(3), freshness.ConfirmedAt);
    }

    [Fact]
    public void Restore_EarlierProcessConfirmed_GoesOnCounting()
    {
        Freshness().Confirm();
        _time.Advance(TimeSpan.FromMinutes(3));

        var restarted = Freshness();
        restarted.Restore(_time.GetUtcNow() - TimeSpan.FromDays(9));
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(TimeSpan.FromMinutes(4), restarted.Age);
    }

    [Fact]
    public void Restore_NothingKept_CountsFromThePublication()
    {
        var freshness = Freshness();

        freshness.Restore(_time.GetUtcNow() - TimeSpan.FromHours(2));

        Assert.Equal(TimeSpan.FromHours(2), freshness.Age);
    }

    [Fact]
    public void Restore_TimeInTheFuture_CountsAsNow()
    {
        var freshness = Freshness();

        freshness.Restore(_time.GetUtcNow() + TimeSpan.FromHours(2));

        Assert.Equal(TimeSpan.Zero, freshness.Age);
    }

    [Fact]
    public void Restore_NothingPublished_StaysUnknown()
    {
        var freshness = Freshness();

        freshness.Restore(null);

        Assert.Null(freshness.Age);
    }

    private ClaimsFreshness Freshness() => new(_folder["claims.confirmed"], _time);
}
