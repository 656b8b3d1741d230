using SchemaClaims.V1;
using SchemaClaimsSidecar.Pages.Markup;
using WireComparison = SchemaClaims.V1.Comparison;

namespace SchemaClaimsSidecar.Pages.History;

/// <summary>One release: where it came from, what was answered to it, and the way back to it.</summary>
internal static class ReleasePage
{
    /// <param name="read">The release.</param>
    /// <param name="toGoBack">What going back to it would change; null where that cannot be done.</param>
    /// <param name="times">Tells how long ago things were.</param>
    public static Page Of(ReadReleaseResponse read, WireComparison? toGoBack, PageTimes times) => new(
        $"Release {read.Release.Position.Generation}", PageArea.Overview, Html.Of(
            $"""
            <div class="panel">
            <p><span class="kind">{read.Release.Kind}</span> {times.At(read.Release.PublishedAt)} by {read.Release.PublishedBy}</p>
            {Html.When(read.Release.Reason.Length > 0, () => Html.Of($"""<p class="reason">“{read.Release.Reason}”</p>"""))}
            <p>Snapshot <code class="long">{read.Release.SnapshotId}</code></p>
            {Html.When(read.Release.Forgotten, () => Html.Of($"""<p class="hint">Its snapshot is not kept any more.</p>"""))}
            </div>
            {Answers(read, times)}
            {Html.When(toGoBack is not null, () => Rollback(read.Release.Position.Generation, toGoBack!))}
            """));

    private static Html Answers(ReadReleaseResponse read, PageTimes times) => read.Answers.Count == 0
        ? Html.Of($"""<p class="hint">No answer to it is known: answers are kept for the newest releases, since the sidecar started.</p>""")
        : Html.Of(
            $"""
            <section aria-labelledby="answers">
            <h2 id="answers">What subscribers answered</h2>
            <div class="scroll" role="region" aria-label="Answers" tabindex="0"><table class="wide">
            <thead><tr><th scope="col">Subscriber</th><th scope="col">Answer</th><th scope="col">When</th>
            <th scope="col">Why</th></tr></thead>
            <tbody>{read.Answers.Select(answer => Row(answer, times))}</tbody>
            </table></div>
            </section>
            """);

    private static Html Row(Answer answer, PageTimes times) => Html.Of(
        $"""
        <tr><th scope="row">{answer.Subscriber}</th>
        <td><span class="state {StateOf(answer)}">{answer.Outcome.ToString().ToUpperInvariant()}</span></td>
        <td>{times.At(answer.At)}</td>
        <td class="why">{Html.When(answer.Code.Length > 0, () => Html.Of($"<code>{answer.Code}</code> {answer.Reason}"))}</td></tr>
        """);

    private static string StateOf(Answer answer) => answer.Outcome switch
    {
        ReportRequest.Types.Outcome.Applied => "synced",
        ReportRequest.Types.Outcome.Rejected => "rejected",
        _ => "held",
    };

    private static Html Rollback(ulong generation, WireComparison comparison) => Html.Of(
        $"""
        <section id="rollback" aria-labelledby="rollback-heading">
        <h2 id="rollback-heading">Roll back</h2>
        <p>Publishes the snapshot of release {generation} again, as a new release for everybody. Where claims come from a source, only the
        schema goes back. For the clients of the API that is:</p>
        {ComparisonView.Of(comparison)}
        <form method="post" action="/releases/{generation}/rollback" class="decision">
        <div>{Forms.ReasonField("rollback-reason")}</div>
        <button class="danger">Roll back to release {generation}</button>
        </form>
        </section>
        """);
}
