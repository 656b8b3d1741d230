using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Distribution;
using Testing;
using static SchemaClaims.V1.ReportRequest.Types;
using static SchemaClaims.V1.Subscriber.Types;

namespace SchemaClaimsSidecar.Tests.Distribution;

public sealed class SubscriberBoardTests
{
    private static readonly SubscriberName Pod = new("pod-1", "a");
    private static readonly Position Second = new("epoch", 2);

    private readonly ManualTimeProvider _time = new();
    private readonly DistributionOptions _options = new();
    private readonly SubscriberBoard _board;

    public SubscriberBoardTests() => _board = new SubscriberBoard(Options.Create(_options), _time);

    [Fact]
    public void Of_ConnectedWithoutARelease_IsConnected()
    {
        Connect(Pod, null);

        Assert.Equal(State.Connected, Standing(null));
    }

    [Fact]
    public void Of_RunsTheCurrentRelease_IsSynced()
    {
        Connect(Pod, new Position("epoch", 1));
        Assert.Equal(State.Behind, Standing(Second));

        Report(Outcome.Applied, Second);

        Assert.Equal(State.Synced, Standing(Second));
    }

    [Theory]
    [InlineData(nameof(Outcome.Rejected))]
    [InlineData(nameof(Outcome.Held))]
    public void Of_AnsweredOtherwise_ShowsTheAnswerUntilTheNextRelease(string answer)
    {
        var outcome = Enum.Parse<Outcome>(answer);
        var state = Enum.Parse<State>(answer);
        Connect(Pod, new Position("epoch", 1));

        Report(outcome, new Position("epoch", 1), about: Second);

        Assert.Equal(state, Standing(Second));
        Assert.Equal(State.Behind, Standing(new Position("epoch", 3)));
    }

    [Fact]
    public void Of_NotHeardOfForTooLong_IsSilent()
    {
        Connect(Pod, Second);
        _time.Advance(_options.SilentAfter + TimeSpan.FromTicks(1));

        Assert.Equal(State.Silent, Standing(Second));
        Report(Outcome.Applied, Second);
        Assert.Equal(State.Synced, Standing(Second));
    }

    [Fact]
    public void Of_Reconnecting_StaysUntilTheLastStreamEnds()
    {
        Connect(Pod, Second);
        Connect(Pod, Second);
        _board.Disconnected(Pod);
        Assert.Equal(State.Synced, Standing(Second));

        _board.Disconnected(Pod);

        Assert.Equal(State.Silent, Standing(Second));
    }

    [Fact]
    public void Connected_ANewProcessOfTheSamePod_ReplacesTheDeadOne()
    {
        Connect(Pod, Second);
        _board.Disconnected(Pod);

        Connect(Pod with { Instance = "b" }, null);

        Assert.Equal("b", Assert.Single(_board.Read()).Subscriber.Instance);
    }

    [Fact]
    public void Read_GoneForLong_IsForgotten()
    {
        Connect(Pod, Second);
        _board.Disconnected(Pod);
        _time.Advance(_options.ForgetAfter + TimeSpan.FromTicks(1));

        Assert.Empty(_board.Read());
    }

    [Fact]
    public void Connected_WhileNobodyReads_LeavesNothingOfThoseGoneForLong()
    {
        var left = ConnectAndLeave(100);
        _time.Advance(_options.ForgetAfter + TimeSpan.FromTicks(1));

        Connect(Pod, Second);

        GC.Collect();
        Assert.DoesNotContain(left, labels => labels.IsAlive);
    }

    [Fact]
    public void Reported_TheSameAgain_IsNoChange()
    {
        Connect(Pod, Second);
        Report(Outcome.Applied, Second);
        var since = Assert.Single(_board.Read()).Since;
        var change = _board.Changed.Next;
        _time.Advance(TimeSpan.FromSeconds(30));

        Report(Outcome.Applied, Second);

        Assert.False(change.IsCompleted);
        Assert.Equal(since, Assert.Single(_board.Read()).Since);
        Assert.Equal(_time.GetUtcNow(), Assert.Single(_board.Read()).LastHeard);
    }

    [Fact]
    public void Reported_ByOneThatNeverSubscribed_IsRefusedAndLeavesNothing()
    {
        Assert.False(_board.Reported(new SubscriberReport(Pod, Second, Outcome.Applied, "", "", Second, TimeSpan.Zero)));

        Assert.Empty(_board.Read());
    }

    [Fact]
    public void Reported_AfterASilence_IsAChange()
    {
        Connect(Pod, Second);
        Report(Outcome.Applied, Second);
        _time.Advance(_options.SilentAfter + TimeSpan.FromTicks(1));
        var change = _board.Changed.Next;

        Report(Outcome.Applied, Second);

        Assert.True(change.IsCompleted);
        Assert.Equal(_time.GetUtcNow(), Assert.Single(_board.Read()).Since);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference[] ConnectAndLeave(int count) =>
    [
        .. Enumerable.Range(0, count).Select(number =>
        {
            var (subscriber, labels) = (new SubscriberName($"gone-{number}", "a"), new Dictionary<string, string> { ["zone"] = "a" });
            _board.Connected(subscriber, labels, null);
            _board.Disconnected(subscriber);
            return new WeakReference(labels);
        }),
    ];

    private void Connect(SubscriberName subscriber, Position? running) => _board.Connected(subscriber, SubscriberLabels.None, running);

    private State Standing(Position? current) =>
        SubscriberStanding.Of(Assert.Single(_board.Read()), current, _time.GetUtcNow(), _options.SilentAfter);

    private void Report(Outcome outcome, Position running, Position? about = null) =>
        _board.Reported(new SubscriberReport(Pod, about ?? running, outcome, "CODE", "why", running, TimeSpan.FromMilliseconds(3)));
}
