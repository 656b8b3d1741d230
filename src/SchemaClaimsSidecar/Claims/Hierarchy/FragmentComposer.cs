namespace SchemaClaimsSidecar.Claims.Hierarchy;

/// <summary>
/// Applies fragments to a claims hierarchy as the Configuration Service does. What the service would pass over in silence is
/// reported; a fragment of which nothing fits is an error.
/// </summary>
internal sealed class FragmentComposer(List<Claim> roots)
{
    private readonly ClaimIndex _index = new(roots);

    public void Apply(ClaimsFragment fragment)
    {
        var fits = fragment.Entries.Count == 0;
        foreach (var entry in fragment.Entries)
            fits |= entry.IsParent ? AddClaims(entry) : AddGrants(entry, fragment.ClaimSet);
        if (!fits)
            fragment.Origin.Error("fragment-fits-nowhere", "The hierarchy has none of the claims that this fragment extends.");
    }

    private bool AddClaims(FragmentEntry entry)
    {
        var existing = _index.Find(entry.Name);
        _index.Invalidate();
        if (existing is null)
        {
            roots.Add(NewRoot(entry));
            return true;
        }

        if (entry.Defaults.Count > 0 || entry.ClaimSets.Count > 0)
            Ignored(entry, $"'{existing.Name}' stands in the hierarchy already: only its children are taken, no defaults or claim sets.");
        if (existing.Children is null && entry.Children.Count > 0)
        {
            entry.Origin.Error("fragment-parent", $"'{existing.Name}' is a resource: it has no claims that the children could join.");
            return false;
        }

        existing.Children?.AddRange(entry.Children.Select(New));
        return true;
    }

    private static Claim NewRoot(FragmentEntry entry)
    {
        var root = new Claim(entry.Name, entry.Origin)
        {
            Defaults = entry.Defaults.Count > 0 ? entry.Defaults : null,
            Children = entry.Children.Count > 0 ? [.. entry.Children.Select(New)] : null,
        };
        root.ClaimSets.AddRange(entry.ClaimSets);
        return root;
    }

    private static Claim New(FragmentChild child) => new(child.Name, child.Origin);

    private bool AddGrants(FragmentEntry entry, string claimSet)
    {
        var name = Singular(entry.Name);
        if (_index.Find(name) is not { } claim)
        {
            Ignored(entry, $"'{entry.Name}' stands for a claim that ends in '{name}', and the hierarchy has none.");
            return false;
        }

        if (entry.Overrides.Count == 0)
            Ignored(entry, $"'{entry.Name}' grants nothing: only the actions in 'authorizationStrategyOverridesForCRUD' count.");
        else if (claim.GrantsTo(claimSet) is not { } existing)
            claim.ClaimSets.Add(new ClaimSetGrants(claimSet, entry.Overrides));
        else if (!existing.Actions.SequenceEqual(entry.Overrides))
            Ignored(entry, $"'{claim.Name}' already grants '{claimSet}' something else, and that stays.");
        return true;
    }

    /// <summary>Fragments name endpoints, claims name resources. The service's own rule, which knows no exceptions.</summary>
    private static string Singular(string name)
    {
        if (name.Length > 3 && name.EndsWith("ies", StringComparison.OrdinalIgnoreCase))
            return name[..^3] + "y";
        return name.Length > 1 && name[^1] is 's' or 'S' ? name[..^1] : name;
    }

    private static void Ignored(FragmentEntry entry, string message) => entry.Origin.Warn("fragment-entry-ignored", message);
}
