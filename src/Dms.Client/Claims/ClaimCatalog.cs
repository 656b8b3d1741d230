namespace Dms.Client.Claims;

/// <summary>
/// The resource claims that claim sets speak of, numbered, so that decisions stand in arrays. All tenants of a snapshot share it, and
/// so does the next snapshot, unless that speaks of a resource claim which is not in it.
/// </summary>
internal sealed class ClaimCatalog
{
    private readonly DmsNameTable<int> _numbers;
    private readonly DecisionBuilder _builder;

    public ClaimCatalog(IEnumerable<ClaimSetContent> claimSets)
    {
        var numbering = new DmsNameNumbering();
        foreach (var claim in claimSets.SelectMany(claimSet => claimSet.Claims))
            numbering.NumberOf(claim.Name);
        Count = numbering.Count;
        _numbers = numbering.ToTable(number => number);
        _builder = new DecisionBuilder(this);
        NoSuchClaimSet = Always(ClaimDecision.NoSuchClaimSet);
        AmbiguousClaimSet = Always(ClaimDecision.AmbiguousClaimSet);
    }

    /// <summary>A catalog of nothing.</summary>
    public static ClaimCatalog Empty { get; } = new([]);

    /// <summary>How many resource claims there are; also the number of all others.</summary>
    public int Count { get; }

    /// <summary>The decisions for a claim set that is not there.</summary>
    public ActionDecisions[] NoSuchClaimSet { get; }

    /// <summary>The decisions for a name that several claim sets have.</summary>
    public ActionDecisions[] AmbiguousClaimSet { get; }

    public int NumberOf(string claim) => _numbers.TryGetValue(claim, out var number) ? number : Count;

    /// <summary>Whether every resource claim of a claim set is in it.</summary>
    public bool Covers(ClaimSetContent claimSet) =>
        claimSet.IsDecidedBy(this) || claimSet.Claims.All(claim => _numbers.TryGetValue(claim.Name, out _));

    /// <summary>All decisions for a claim set, made anew. Not safe for threads.</summary>
    public ActionDecisions[] Decide(ClaimSetContent claimSet) => _builder.Decide(claimSet);

    /// <summary>One decision whatever the resource and action.</summary>
    public ActionDecisions[] Always(ClaimDecision decision)
    {
        var byClaim = new ActionDecisions[Count + 1];
        Array.Fill(byClaim, new ActionDecisions(decision));
        return byClaim;
    }
}
