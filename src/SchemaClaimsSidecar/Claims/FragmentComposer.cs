using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Claims;

/// <summary>
/// Applies fragments to a claims hierarchy as the Configuration Service does. What the service would pass over in silence is
/// reported; a fragment of which nothing fits is an error.
/// </summary>
internal sealed class FragmentComposer(List<Claim> roots, List<Problem> problems)
{
    private readonly ClaimIndex _index = new(roots);

    public void Apply(ClaimsFragment fragment)
    {
        var fits = fragment.Entries.Count == 0;
        foreach (var entry in fragment.Entries)
            fits |= entry.IsParent ? AddClaims(entry, fragment) : AddGrants(entry, fragment);
        if (!fits)
            Report(Severity.Error, fragment, "", "fragment-fits-nowhere", $"No claim that the fragment '{fragment.Document}' extends stands in the hierarchy.");
    }

    private bool AddClaims(FragmentEntry entry, ClaimsFragment fragment)
    {
        var existing = _index.Find(entry.Name);
        if (existing is null)
        {
            AddRoot(entry, fragment);
            return true;
        }

        if (entry.Defaults.Count > 0 || entry.ClaimSets.Count > 0)
            Ignored(fragment, entry, $"'{existing.Name}' stands in the hierarchy already, so only the children are taken; its defaults and claim sets stay as they are.");
        if (existing.Children is null && entry.Children.Count > 0)
        {
            Report(Severity.Error, fragment, entry.Pointer, "fragment-parent", $"'{existing.Name}' is a resource: it has no list of claims that the fragment's children could join.");
            return false;
        }

        existing.Children?.AddRange(entry.Children.Select(child => New(child, fragment)));
        _index.Invalidate();
        return true;
    }

    private void AddRoot(FragmentEntry entry, ClaimsFragment fragment)
    {
        var root = new Claim(entry.Name, new ClaimOrigin(fragment.Document, entry.Pointer))
        {
            Defaults = entry.Defaults.Count > 0 ? entry.Defaults : null,
            Children = entry.Children.Count > 0 ? [.. entry.Children.Select(child => New(child, fragment))] : null,
        };
        root.ClaimSets.AddRange(entry.ClaimSets);
        roots.Add(root);
        _index.Invalidate();
    }

    private static Claim New(FragmentChild child, ClaimsFragment fragment) =>
        new(child.Name, new ClaimOrigin(fragment.Document, child.Pointer));

    private bool AddGrants(FragmentEntry entry, ClaimsFragment fragment)
    {
        if (_index.Find(Singular(entry.Name)) is not { } claim)
        {
            Ignored(fragment, entry, $"No claim of the hierarchy ends in '{Singular(entry.Name)}', which is what '{entry.Name}' stands for.");
            return false;
        }

        if (entry.Overrides.Count == 0)
            Ignored(fragment, entry, $"'{entry.Name}' grants nothing: an action counts only with an entry in 'authorizationStrategyOverridesForCRUD'.");
        else if (claim.GrantsTo(fragment.ClaimSet) is not { } existing)
            claim.ClaimSets.Add(new ClaimSetGrants(fragment.ClaimSet, entry.Overrides));
        else if (!existing.Actions.SequenceEqual(entry.Overrides))
            Ignored(fragment, entry, $"'{claim.Name}' already grants '{fragment.ClaimSet}' something else, and that stays.");
        return true;
    }

    /// <summary>Fragments name endpoints, claims name resources. The service's own rule, which knows no exceptions.</summary>
    private static string Singular(string name) =>
        name.Length > 3 && name.EndsWith("ies", StringComparison.OrdinalIgnoreCase) ? name[..^3] + "y"
        : name.Length > 1 && (name.EndsWith('s') || name.EndsWith('S')) ? name[..^1]
        : name;

    private void Ignored(ClaimsFragment fragment, FragmentEntry entry, string message) =>
        Report(Severity.Warning, fragment, entry.Pointer, "fragment-entry-ignored", message);

    private void Report(Severity severity, ClaimsFragment fragment, string pointer, string rule, string message) =>
        problems.Add(new Problem(severity, fragment.Document, pointer, rule, message));
}
