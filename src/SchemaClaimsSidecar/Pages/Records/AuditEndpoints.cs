using SchemaClaims.V1;
using SchemaClaimsSidecar.Access;
using SchemaClaimsSidecar.Audit;
using SchemaClaimsSidecar.Pages.Markup;

namespace SchemaClaimsSidecar.Pages.Records;

/// <summary>Who administered what.</summary>
internal static class AuditEndpoints
{
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/audit", ShowAsync).Require(Right.Read);

    private static Task<IResult> ShowAsync(HttpContext context, AuditReader audit, TimeProvider time) => PageActs.ExplainAsync(async () =>
    {
        var read = await audit.ReadAsync(new ReadAuditRequest { Limit = Most }, context.RequestAborted).ConfigureAwait(false);
        var times = new PageTimes(time.GetUtcNow());
        return new PageResult(new Page("Audit", PageArea.Audit, read.Acts.Count == 0
            ? Html.Of($"""<p class="hint">Nobody has administered anything yet.</p>""")
            : Table(read.Acts, times)));
    });

    private static Html Table(IEnumerable<AuditedAct> acts, PageTimes times) => Html.Of(
        $"""
        <p class="hint">The newest {Most} acts, the last one first. What the sidecar does by itself is in the history.</p>
        <div class="scroll" role="region" aria-label="Acts" tabindex="0"><table class="wide">
        <thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">Act</th><th scope="col">Reason</th>
        <th scope="col">Outcome</th><th scope="col">Release</th></tr></thead>
        <tbody>{acts.Select(act => Row(act, times))}</tbody>
        </table></div>
        """);

    private static Html Row(AuditedAct act, PageTimes times) => Html.Of(
        $"""
        <tr>
        <td class="nowrap">{times.At(act.EndedAt ?? act.BegunAt)}</td>
        <td>{act.Caller}</td>
        <th scope="row">{act.Act} <span class="detail">{act.Arguments}</span></th>
        <td>{act.Reason}</td>
        <td>{Outcome(act)} <span class="detail">{act.Detail}</span></td>
        <td>{Html.When(act.Generation > 0, () => Html.Of($"""<a href="/releases/{act.Generation}">{act.Generation}</a>"""))}</td>
        </tr>
        """);

    private static Html Outcome(AuditedAct act) => act.Outcome switch
    {
        "" => Html.Of($"""<span class="state held">not ended</span>"""),
        "OK" => Html.Of($"""<span class="state synced">OK</span>"""),
        _ => Html.Of($"""<span class="state rejected">{act.Outcome}</span>"""),
    };
}
