using SchemaClaims.Contracts.Following;
using Testing;

namespace SchemaClaims.Contracts.Tests.Following;

public sealed class SilenceTimerTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan NearlyLimit = TimeSpan.FromSeconds(19);

    private readonly ManualTimeProvider _time = new();
    private readonly SilenceTimer _timer;

    public SilenceTimerTests() => _timer = new SilenceTimer(Limit, _time);

    public void Dispose() => _timer.Dispose();

    [Fact]
    public void Silence_AsLongAsTheLimit_IsNoticed()
    {
        _time.Advance(NearlyLimit);
        Assert.False(_timer.Token.IsCancellationRequested);

        _time.Advance(Limit);
        Assert.True(_timer.Token.IsCancellationRequested);
    }

    [Fact]
    public void Bytes_AgainAndAgain_AreNoSilence()
    {
        for (var i = 0; i < 5; i++)
        {
            _time.Advance(NearlyLimit);
            _timer.Hear();
        }

        Assert.False(_timer.Token.IsCancellationRequested);
    }

    // What came is worked on, and as long as that takes nobody listens.
    [Fact]
    public void Pause_HoweverLong_IsNoSilenceAlsoWhenBytesComeMeanwhile()
    {
        _timer.Pause();
        _timer.Hear();

        _time.Advance(10 * Limit);

        Assert.False(_timer.Token.IsCancellationRequested);
    }

    [Fact]
    public void Silence_AfterAPause_CountsFromItsEnd()
    {
        _timer.Pause();
        _time.Advance(10 * Limit);
        _timer.Resume();

        _time.Advance(NearlyLimit);
        Assert.False(_timer.Token.IsCancellationRequested);
        _time.Advance(NearlyLimit);
        Assert.True(_timer.Token.IsCancellationRequested);
    }

    [Fact]
    public void Bytes_AfterTheEnd_AreHarmless()
    {
        _timer.Dispose();

        _timer.Hear();
    }
}
