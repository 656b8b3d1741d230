using SchemaClaimsSidecar.Pages.Markup;

namespace SchemaClaimsSidecar.Pages.Permissions;

/// <summary>What a question about permissions is answered.</summary>
internal static class PermissionAnswer
{
    private const int Most = 300;

    public static Html Of(ClaimsQuestion question, IReadOnlyList<Permission> permissions) => Html.Of(
        $"""
        <section aria-labelledby="answer">
        <h2 id="answer">Answer</h2>
        {Html.When(question.IsSpecific, () => Verdict(question, permissions))}
        {(permissions.Count == 0 ? Html.Of($"""<p class="hint">Nothing in the claims says so.</p>""") : Table(permissions))}
        {Html.When(permissions.Count > Most, () => Html.Of(
            $"""<p class="hint">{permissions.Count - Most} more are left out: ask for something narrower.</p>"""))}
        </section>
        """);

    private static Html Verdict(ClaimsQuestion question, IReadOnlyList<Permission> permissions)
    {
        if (permissions.Count == 0)
        {
            return Html.Of(
                $"""<p class="verdict no"><strong>No.</strong> {question.ClaimSet} may not {question.Action} {question.Resource}.</p>""");
        }

        var claims = permissions.Select(permission => PermissionSearch.ShortName(permission.Claim)).Distinct().ToArray();
        return claims is [var claim]
            ? Html.Of(
                $"""
                <p class="verdict yes"><strong>Yes.</strong> {permissions[0].ClaimSet} may {permissions[0].Action} {claim}, through
                {Strategies(permissions.SelectMany(permission => permission.Strategies).Distinct())}.</p>
                """)
            : Html.Of($"""<p class="verdict">{claims.Length} resource claims have “{question.Resource}” in their names:</p>""");
    }

    private static Html Table(IReadOnlyList<Permission> permissions) => Html.Of(
        $"""
        <div class="scroll" role="region" aria-label="Permissions found" tabindex="0"><table class="wide">
        <thead><tr><th scope="col">Claim set</th><th scope="col">Resource claim</th><th scope="col">Action</th>
        <th scope="col">Through the strategies</th></tr></thead>
        <tbody>{permissions.Take(Most).Select(Row)}</tbody>
        </table></div>
        """);

    private static Html Row(Permission permission) => Html.Of(
        $"""
        <tr><td>{permission.ClaimSet}</td>
        <th scope="row">{PermissionSearch.ShortName(permission.Claim)} <span class="detail">{permission.Claim}</span></th>
        <td>{permission.Action}</td><td>{Strategies(permission.Strategies)}</td></tr>
        """);

    private static Html Strategies(IEnumerable<string> names) => names.ToArray() is { Length: > 0 } strategies
        ? Html.Of($"{strategies.Select((name, index) => Html.Of($"{(index > 0 ? ", " : "")}<code>{name}</code>"))}")
        : Html.Of($"no strategy at all: DMS refuses it");
}
