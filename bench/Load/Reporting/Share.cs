namespace Load.Reporting;

/// <summary>So many of all.</summary>
/// <param name="Count">How many.</param>
/// <param name="All">Of how many.</param>
internal readonly record struct Share(long Count, long All)
{
    public double Percent => 100.0 * Count / All;

    public static Share Of(IEnumerable<Share> parts) =>
        parts.Aggregate(default(Share), (sum, part) => new Share(sum.Count + part.Count, sum.All + part.All));

    public override string ToString() => Format.Invariant($"{Count:#,0} of {All:#,0} ({Format.Digits(Percent)} %)");
}
