using System.Text.Json;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Claims.Hierarchy;

/// <summary>The documents of one compilation, each with its problems.</summary>
internal sealed class ClaimsDocuments(ClaimsInput input)
{
    private readonly ProblemList _claimsProblems = new(input.Claims.Name);
    private readonly ProblemList[] _fragmentProblems = [.. input.Fragments.Select(fragment => new ProblemList(fragment.Name))];
    private readonly StrategyLists _lists = new();
    private readonly NameAudit _audit = new();

    /// <summary>The claims document with all fragments applied; null when something is wrong with any of them.</summary>
    public ClaimsDocument? Compose()
    {
        // Everything is read before anything is given up, so that all problems are told at once.
        var claims = Read(input.Claims, _claimsProblems, root => new ClaimsDocumentReader(_claimsProblems, _lists, _audit).Read(root));
        var fragments = input.Fragments.Zip(_fragmentProblems, ReadFragment).ToArray();
        if (claims is null || HasErrors)
            return null;
        var composer = new FragmentComposer(claims.Roots);
        foreach (var fragment in fragments)
            composer.Apply(fragment!);
        if (HasErrors)
            return null;
        HierarchyReview.Review(claims);
        return claims;
    }

    public IReadOnlyList<Problem> Problems() => [.. _claimsProblems.List(), .. _fragmentProblems.SelectMany(problems => problems.List())];

    private bool HasErrors => _claimsProblems.HasErrors || Array.Exists(_fragmentProblems, problems => problems.HasErrors);

    private ClaimsFragment? ReadFragment(InputDocument document, ProblemList problems) =>
        Read(document, problems, root => new ClaimsFragmentReader(problems, _lists, _audit).Read(root));

    private static T? Read<T>(InputDocument document, ProblemList problems, Func<JsonElement, T> read)
        where T : class
    {
        using var json = DocumentReader.Read(document, problems);
        return json is null ? null : read(json.RootElement);
    }
}
