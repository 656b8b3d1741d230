using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Cli;

/// <summary>The history for a person.</summary>
internal static class HistoryTables
{
    public static void Write(ListReleasesResponse answer, TextWriter output)
    {
        if (answer.Upstream.Length > 0)
            output.WriteLine($"A relay of {answer.Upstream}: these are the releases that it was sent since it started. Ask there for all.");
        Of(answer).WriteTo(output);
    }

    private static Table Of(ListReleasesResponse answer)
    {
        var table = new Table("RELEASE", "WHEN (UTC)", "WHO", "KIND", "FOR", "SNAPSHOT", "SIGNED", "ANSWERS", "WHY");
        foreach (var release in answer.Releases)
        {
            var signed = release.SignedBy.Count > 0 ? string.Join(',', release.SignedBy) : "-";
            table.Add(
                $"{release.Position.Generation}", ReleaseLines.When(release.PublishedAt), release.PublishedBy, release.Kind,
                ReleaseLines.Whom(release), release.Forgotten ? "forgotten" : release.SnapshotId[..12], signed, Summary(release.Answers), release.Reason);
        }

        return table;
    }

    public static void Write(ReadReleaseResponse answer, TextWriter output)
    {
        ReleaseLines.Write(answer.Release, output);
        output.WriteLine();
        if (answer.Answers.Count == 0)
            output.WriteLine("No answer is known: the sidecar remembers those to the newest releases, since it started.");
        else
            Answers(answer).WriteTo(output);
    }

    private static Table Answers(ReadReleaseResponse answer)
    {
        var table = new Table("SUBSCRIBER", "OUTCOME", "WHEN (UTC)", "CODE", "WHY");
        foreach (var one in answer.Answers)
        {
            var code = one.Code.Length > 0 ? one.Code : "-";
            table.Add(one.Subscriber, one.Outcome.ToString().ToUpperInvariant(), ReleaseLines.When(one.At), code, one.Reason);
        }

        return table;
    }

    private static string Summary(AnswerCounts? answers)
    {
        if (answers is null)
            return "-";
        var counts = new[] { (answers.Applied, "applied"), (answers.Rejected, "rejected"), (answers.Held, "held") };
        return string.Join(", ", counts.Where(count => count.Item1 > 0).Select(count => $"{count.Item1} {count.Item2}"));
    }
}
