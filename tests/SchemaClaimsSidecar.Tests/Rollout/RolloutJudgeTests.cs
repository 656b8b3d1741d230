using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Rollout;
using static SchemaClaims.V1.ReportRequest.Types;

namespace SchemaClaimsSidecar.Tests.Rollout;

public sealed class RolloutJudgeTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(90);
    private static readonly Position Before = new("epoch", 1);
    private static readonly Position Canary = new("epoch", 2);

    [Fact]
    public void Judge_NobodySelected_Waits() => Assert.Equal(new RolloutVerdict(RolloutAction.Wait), Judge(Patience));

    [Fact]
    public void Judge_AllRunItForLongEnough_Promotes()
    {
        Assert.Equal(
            new RolloutVerdict(RolloutAction.Wait, "", Start + Patience),
            Judge(Patience - TimeSpan.FromTicks(1), Runs("a"), Runs("b")));

        Assert.Equal(RolloutAction.Promote, Judge(Patience, Runs("a"), Runs("b")).Action);
    }

    [Fact]
    public void Judge_OneHasChangedSince_WaitsAsLongAgain()
    {
        var late = Runs("b") with { Since = Start + TimeSpan.FromMinutes(4) };

        Assert.Equal(Start + TimeSpan.FromMinutes(9), Judge(Patience, Runs("a"), late).Again);
    }

    [Fact]
    public void Judge_OneRejects_AbortsWithItsReason()
    {
        var rejects = Runs("b") with { Running = Before, Outcome = Outcome.Rejected, Code = "PART_INVALID", Reason = "It does not suit." };

        Assert.Equal(
            new RolloutVerdict(RolloutAction.Abort, "b rejected it: PART_INVALID: It does not suit."), Judge(Patience, Runs("a"), rejects));
        Assert.Equal(RolloutAction.Abort, Judge(Patience, Runs("a"), rejects with { Streams = 0 }).Action);
        Assert.Equal(RolloutAction.Wait, Judge(Patience, Runs("a"), rejects with { Reported = Before }).Action);
    }

    [Fact]
    public void Judge_OneIsNotWell_Waits()
    {
        var behind = Runs("b") with { Running = Before, Reported = Before };
        var holds = behind with { Reported = Canary, Outcome = Outcome.Held };
        var silent = Runs("b") with { LastHeard = Start + Patience - SilentAfter - TimeSpan.FromTicks(1) };

        foreach (var unwell in new[] { behind, holds, silent })
            Assert.Equal(new RolloutVerdict(RolloutAction.Wait), Judge(Patience, Runs("a"), unwell));
    }

    [Fact]
    public void Judge_OneWentAway_CountsFromThenOnWithoutIt()
    {
        var gone = Runs("b") with { Streams = 0, Since = Start + TimeSpan.FromMinutes(1) };

        Assert.Equal(RolloutAction.Wait, Judge(Patience, Runs("a"), gone).Action);
        Assert.Equal(RolloutAction.Promote, Judge(Patience + TimeSpan.FromMinutes(1), Runs("a"), gone).Action);
        Assert.Equal(RolloutAction.Wait, Judge(Patience + TimeSpan.FromMinutes(1), gone).Action);
    }

    private static RolloutVerdict Judge(TimeSpan after, params SubscriberRecord[] selected)
    {
        var now = Start + after;
        var heard = selected.Select(record => record.LastHeard == Start ? record with { LastHeard = now } : record).ToArray();
        return RolloutJudge.Judge(Canary, Patience, heard, now, SilentAfter);
    }

    private static SubscriberRecord Runs(string name) => new(
        new SubscriberName(name, "1"), SubscriberLabels.None, 1, Canary, Canary, Outcome.Applied, "", "", TimeSpan.Zero, Start, Start);
}
