using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Tests.Distribution;

public sealed class MailboxTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Mailbox _mailbox;
    private StoredRelease? _meant;

    public MailboxTests() => _mailbox = new Mailbox(() => Volatile.Read(ref _meant));

    [Fact]
    public void TryTake_SeveralWereMeantMeanwhile_GivesTheLatestOnce()
    {
        Mean(Releases.Of(1, ("a", "1")));
        Mean(Releases.Of(2, ("a", "2")));

        Assert.True(_mailbox.HasNews);
        Assert.True(_mailbox.TryTake(out var release));
        Assert.Equal(2, release?.Release.Position.Generation);
        Assert.False(_mailbox.HasNews);
        Assert.False(_mailbox.TryTake(out _));
    }

    [Fact]
    public async Task WaitForNewsAsync_RungForOthers_GoesOnWaiting()
    {
        Mean(Releases.Of(1, ("a", "1")));
        _mailbox.TryTake(out _);
        var news = _mailbox.WaitForNewsAsync(default);

        _mailbox.Ring();
        _mailbox.Ring();
        Assert.False(news.IsCompleted);
        Mean(Releases.Of(2, ("a", "1")));

        await news.WaitAsync(Patience);
        Assert.True(_mailbox.HasNews);
    }

    [Fact]
    public async Task WaitForNewsAsync_RungAtAnyMoment_NeverMissesTheLatest()
    {
        const int Last = 5_000;
        var reading = Task.Run(async () =>
        {
            for (long taken = 0; taken < Last;)
            {
                await _mailbox.WaitForNewsAsync(default).WaitAsync(Patience);
                Assert.True(_mailbox.TryTake(out var release));
                Assert.True(release!.Release.Position.Generation > taken);
                taken = release.Release.Position.Generation;
            }
        });

        for (var generation = 1; generation <= Last; generation++)
            Mean(Releases.Of(generation, ("a", "1")));

        await reading.WaitAsync(Patience);
    }

    private void Mean(StoredRelease release)
    {
        Volatile.Write(ref _meant, release);
        _mailbox.Ring();
    }
}
