namespace SchemaClaimsSidecar.Comparison;

/// <summary>The order in which people read changes: the worst first, then by what they belong to.</summary>
internal sealed class ChangeOrder : IComparer<Change>
{
    public static readonly ChangeOrder WorstFirst = new();

    public int Compare(Change? x, Change? y)
    {
        var order = RankOf(x!.Rule.Effects).CompareTo(RankOf(y!.Rule.Effects));
        if (order == 0)
            order = string.CompareOrdinal(x.Subject, y.Subject);
        if (order == 0)
            order = x.Aspect.CompareTo(y.Aspect);
        if (order == 0)
            order = string.CompareOrdinal(x.Name, y.Name);
        return order != 0 ? order : string.CompareOrdinal(x.Facet, y.Facet);
    }

    private static int RankOf(Effects effects) => effects switch
    {
        _ when (effects & Effects.BreaksBoth) == Effects.BreaksBoth => 0,
        _ when (effects & Effects.BreaksBoth) != 0 => 1,
        _ when effects.HasFlag(Effects.NarrowsAccess) => 2,
        Effects.WidensAccess => 3,
        _ => 4,
    };
}
