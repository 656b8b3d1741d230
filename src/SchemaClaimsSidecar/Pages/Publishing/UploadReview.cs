using SchemaClaims.V1;
using SchemaClaimsSidecar.Pages.History;
using SchemaClaimsSidecar.Pages.Markup;

namespace SchemaClaimsSidecar.Pages.Publishing;

/// <summary>What an upload would do, and the button that does it.</summary>
internal static class UploadReview
{
    /// <param name="documents">What was uploaded, each with what it is for.</param>
    /// <param name="published">What a dry run answered.</param>
    /// <param name="field">The fields of the form that it came with.</param>
    public static Page Of(IReadOnlyList<RoledDocument> documents, Published published, Func<string, string> field) => new(
        "What this upload would change", PageArea.Upload, Html.Of(
            $"""
            {Documents(documents)}
            {Problems(published.Warnings)}
            {Reach(published, field(UploadFields.To))}
            <section aria-labelledby="changes"><h2 id="changes">Changes</h2>
            {(published.Unchanged
                ? Html.Of($"""<p class="hint">Nothing differs from the current release: there is nothing to publish.</p>""")
                : ComparisonView.Of(published.Comparison))}
            </section>
            {Html.When(!published.Unchanged, () => Decision(documents, published, field))}
            <p><a href="/upload">Choose other documents</a></p>
            """));

    public static Page OfRefused(IReadOnlyList<RoledDocument> documents, Refused refused) => new(
        "This upload cannot be published", PageArea.Upload, Html.Of(
            $"""
            <p class="alarm" role="alert">Nothing was changed. What is wrong is listed below.</p>
            {Problems(refused.Problems)}
            {Documents(documents)}
            <p><a href="/upload">Choose the documents again</a></p>
            """));

    private static Html Documents(IEnumerable<RoledDocument> documents) => Html.Of(
        $"""
        <section aria-labelledby="documents"><h2 id="documents">Documents</h2>
        <div class="scroll"><table>
        <thead><tr><th scope="col">Document</th><th scope="col">Found to be</th><th scope="col">SHA-256</th></tr></thead>
        <tbody>{documents.Select(document => Html.Of(
            $"""
            <tr><th scope="row">{document.Name}</th><td>{document.Role.ToString().ToLowerInvariant()}</td>
            <td><code title="{document.Digest.ToString()}">{document.Digest.ToString()[..12]}…</code></td></tr>
            """))}</tbody>
        </table></div></section>
        """);

    private static Html Problems(IReadOnlyCollection<Problem> problems) => Html.When(problems.Count > 0, () => Html.Of(
        $"""
        <section aria-labelledby="problems"><h2 id="problems">Problems</h2>
        <div class="scroll" role="region" aria-label="Problems" tabindex="0"><table>
        <thead><tr><th scope="col">Severity</th><th scope="col">Where</th><th scope="col">What is wrong</th></tr></thead>
        <tbody>{problems.Select(problem => Html.Of(
            $"""
            <tr><td>{Severity(problem.Severity)}</td>
            <td>{problem.Document} <code class="detail">{problem.Pointer}</code></td>
            <td>{problem.Message} <span class="detail">{problem.Rule}</span></td></tr>
            """))}</tbody>
        </table></div></section>
        """));

    private static Html Severity(Problem.Types.Severity severity) => severity == Problem.Types.Severity.Error
        ? Html.Of($"""<span class="state rejected">error</span>""")
        : Html.Of($"""<span class="state held">warning</span>""");

    private static Html Reach(Published published, string to) => published.Rollout is { } rollout
        ? Html.Of(
            $"""
            <p class="note">For {to}: {(int)rollout.Selected} of {(int)rollout.Connected} connected subscribers. The others keep what they
            have.</p>
            """)
        : Html.Nothing;

    private static Html Decision(IReadOnlyList<RoledDocument> documents, Published published, Func<string, string> field) => Html.Of(
        $"""
        <form method="post" action="/upload/publish" class="decision">
        {documents.Select(document => Hidden(UploadFields.Document, document.ToString()))}
        {new[] { UploadFields.Rules, UploadFields.Strict, UploadFields.To, UploadFields.Auto }.Select(name => Hidden(name, field(name)))}
        {Hidden(UploadFields.Seen, $"{published.Position?.Generation ?? 0}")}
        <div>{Forms.ReasonField("upload-reason")}</div>
        <button>Publish exactly this</button>
        </form>
        """);

    private static Html Hidden(string name, string value) => Html.Of($"""<input type="hidden" name="{name}" value="{value}">""");
}
