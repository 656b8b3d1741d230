using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>What every subscriber answered to the newest releases, for as long as this process lives.</summary>
internal sealed class ReleaseAnswers(ReleaseHub hub, TimeProvider time)
{
    /// <summary>To how many releases answers are kept.</summary>
    public const int MostReleases = 20;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, Dictionary<string, ReleaseAnswer>> _answers = [];

    /// <summary>Notes an answer; one to a release that is not in the history, or too far back, is passed over.</summary>
    public void Note(SubscriberReport report)
    {
        if (!hub.Knows(report.About) || report.About.Generation <= Oldest())
            return;
        var answer = new ReleaseAnswer(report.Subscriber.Name, report.Outcome, report.Code, report.Reason, time.GetUtcNow());
        lock (_lock)
        {
            if (!_answers.TryGetValue(report.About.Generation, out var answers))
                _answers[report.About.Generation] = answers = new Dictionary<string, ReleaseAnswer>(StringComparer.Ordinal);
            if (!answers.TryGetValue(answer.Subscriber, out var before) || before with { At = answer.At } != answer)
                answers[answer.Subscriber] = answer;
            while (_answers.Count > MostReleases)
                _answers.Remove(_answers.Keys.First());
        }
    }

    /// <summary>The answers to a release, by the names of the subscribers.</summary>
    public IReadOnlyList<ReleaseAnswer> To(Position release)
    {
        lock (_lock)
        {
            return hub.Knows(release) && _answers.TryGetValue(release.Generation, out var answers)
                ? [.. answers.Values.OrderBy(answer => answer.Subscriber, StringComparer.Ordinal)]
                : [];
        }
    }

    private long Oldest() => (hub.Newest?.Generation ?? 0) - MostReleases;
}
