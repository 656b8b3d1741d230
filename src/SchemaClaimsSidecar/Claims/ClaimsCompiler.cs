using System.Text.Json;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Claims;

/// <summary>Turns a claims document and its fragments into the claim-set metadata that a Configuration Service would answer for them.</summary>
internal static class ClaimsCompiler
{
    /// <summary>The role of the claims document among a manifest's inputs.</summary>
    public const string ClaimsRole = "claims";

    /// <summary>The role of a fragment among a manifest's inputs.</summary>
    public const string FragmentRole = "fragment";

    public static ClaimsResult Compile(ClaimsInput input, CancellationToken cancellationToken = default)
    {
        var problems = new List<Problem>();
        var claims = Compose(input, problems);
        if (claims is null || HasError(problems))
            return new ClaimsResult(null, problems);
        HierarchyReview.Review(claims, problems);
        var lineage = Lineage.Of(claims.ClaimSets, claims.Roots);
        var content = ClaimsPartWriter.Write(lineage, EffectiveClaims.Of(lineage, cancellationToken));
        return new ClaimsResult(new CompiledClaims(InputsOf(input), [Part.Of(PartNames.Claims, content)]), problems);
    }

    /// <summary>Reads everything before it gives up, so that all problems are told at once.</summary>
    private static ClaimsDocument? Compose(ClaimsInput input, List<Problem> problems)
    {
        var lists = new StrategyLists();
        var audit = new NameAudit();
        var claims = Read(input.Claims, problems, root => new ClaimsDocumentReader(input.Claims.Name, lists, audit, problems).Read(root));
        var fragments = new List<ClaimsFragment>(input.Fragments.Count);
        foreach (var document in input.Fragments)
        {
            if (Read(document, problems, root => new ClaimsFragmentReader(document.Name, lists, audit, problems).Read(root)) is { } fragment)
                fragments.Add(fragment);
        }

        if (claims is null || HasError(problems))
            return null;
        var composer = new FragmentComposer(claims.Roots, problems);
        foreach (var fragment in fragments)
            composer.Apply(fragment);
        return claims;
    }

    private static T? Read<T>(InputDocument document, List<Problem> problems, Func<JsonElement, T> read)
        where T : class
    {
        using var json = JsonDocument.Parse(document.Content);
        _ = problems;
        return read(json.RootElement);
    }

    private static bool HasError(List<Problem> problems) => problems.Exists(problem => problem.Severity == Severity.Error);

    private static ManifestInput[] InputsOf(ClaimsInput input) =>
    [
        InputOf(ClaimsRole, input.Claims),
        .. input.Fragments.Select(fragment => InputOf(FragmentRole, fragment)),
    ];

    private static ManifestInput InputOf(string role, InputDocument document) =>
        new(role, document.Name, document.Digest, document.Content.Length);
}
