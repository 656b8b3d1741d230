using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Distribution;
using Testing;
using static SchemaClaims.V1.ReportRequest.Types;

namespace SchemaClaimsSidecar.Tests.Distribution;

public sealed class ReleaseAnswersTests
{
    private readonly ReleaseHub _hub = new();
    private readonly ManualTimeProvider _time = new();
    private readonly ReleaseAnswers _answers;

    public ReleaseAnswersTests() => _answers = new ReleaseAnswers(_hub, _time);

    [Fact]
    public void To_ARelease_IsTheLastAnswerOfEverySubscriberSinceItGaveIt()
    {
        _hub.Publish(Releases.Of(1, ("a", "1")));
        Note("pod-b", 1, Outcome.Held);
        Note("pod-a", 1, Outcome.Rejected);
        _time.Advance(TimeSpan.FromMinutes(1));
        var then = _time.GetUtcNow();
        Note("pod-b", 1, Outcome.Applied);
        _time.Advance(TimeSpan.FromMinutes(1));
        Note("pod-b", 1, Outcome.Applied);

        var answers = _answers.To(At(1));

        Assert.Equal(["pod-a Rejected", "pod-b Applied"], answers.Select(answer => $"{answer.Subscriber} {answer.Outcome}"));
        Assert.Equal(then, answers[1].At);
    }

    [Fact]
    public void Note_MoreReleasesThanAreKept_ForgetsTheOldest()
    {
        for (var generation = 1; generation <= ReleaseAnswers.MostReleases + 5; generation++)
        {
            _hub.Publish(Releases.Of(generation, ("a", "1")));
            Note("pod", generation, Outcome.Applied);
        }

        Note("pod", 5, Outcome.Applied);

        Assert.Empty(_answers.To(At(5)));
        Assert.Single(_answers.To(At(6)));
        Assert.Single(_answers.To(At(25)));
    }

    [Fact]
    public void Note_OfAReleaseThatIsNotThere_IsPassedOver()
    {
        _hub.Publish(Releases.Of(1, ("a", "1")));

        Note("pod", 2, Outcome.Applied);
        Note("pod", long.MaxValue, Outcome.Applied);
        _answers.Note(Report("pod", new Position("another", 1), Outcome.Rejected));

        Assert.Empty(_answers.To(At(1)));
        Assert.Empty(_answers.To(At(2)));
        Assert.Empty(_answers.To(new Position("another", 1)));
    }

    private static Position At(long generation) => new("epoch", generation);

    private static SubscriberReport Report(string pod, Position about, Outcome outcome) =>
        new(new SubscriberName(pod, "1"), about, outcome, "", "", about, TimeSpan.Zero);

    private void Note(string pod, long generation, Outcome outcome) => _answers.Note(Report(pod, At(generation), outcome));
}
