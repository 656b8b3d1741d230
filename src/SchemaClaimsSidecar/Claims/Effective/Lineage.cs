using SchemaClaimsSidecar.Claims.Hierarchy;

namespace SchemaClaimsSidecar.Claims.Effective;

/// <summary>
/// The claims hierarchy laid out flat, parents before children, with what does not depend on the claim set worked out once:
/// the defaults that hold at each claim, and who is granted something there.
/// </summary>
internal sealed class Lineage
{
    private readonly List<LineageEntry> _entries = [];
    private readonly Dictionary<string, int> _claimSets = new(StringComparer.OrdinalIgnoreCase);

    private Lineage(IReadOnlyList<string> claimSets)
    {
        ClaimSets = claimSets;
        for (var i = 0; i < claimSets.Count; i++)
            _claimSets.TryAdd(claimSets[i], i);
    }

    public IReadOnlyList<string> ClaimSets { get; }

    /// <summary>The claims in the order of a depth-first walk.</summary>
    public IReadOnlyList<LineageEntry> Entries => _entries;

    public static Lineage Of(IReadOnlyList<string> claimSets, IReadOnlyList<Claim> roots)
    {
        var lineage = new Lineage(claimSets);
        foreach (var root in roots)
            lineage.Add(root, LineageEntry.NoParent, ActionTable.None);
        return lineage;
    }

    private void Add(Claim claim, int parent, ActionTable inheritedDefaults)
    {
        var defaults = claim.Defaults is null ? inheritedDefaults : ActionTable.Nearest(claim.Defaults, inheritedDefaults);
        var index = _entries.Count;
        _entries.Add(new LineageEntry(claim, parent, defaults, GrantsByClaimSet(claim)));
        if (claim.IsLeaf)
            return;
        foreach (var child in claim.Children!)
            Add(child, index, defaults);
    }

    private IReadOnlyList<ActionStrategies>?[]? GrantsByClaimSet(Claim claim)
    {
        if (claim.ClaimSets.Count == 0)
            return null;
        var grants = new IReadOnlyList<ActionStrategies>?[ClaimSets.Count];
        foreach (var entry in claim.ClaimSets)
        {
            if (_claimSets.TryGetValue(entry.ClaimSet, out var claimSet))
                grants[claimSet] ??= entry.Actions;
        }

        return grants;
    }
}
