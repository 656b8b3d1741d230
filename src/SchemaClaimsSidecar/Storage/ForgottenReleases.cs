namespace SchemaClaimsSidecar.Storage;

/// <summary>The releases whose snapshots are not kept any more: all up to a generation, but for some. What is forgotten stays so.</summary>
/// <param name="Through">The last generation that may be forgotten; 0 for none.</param>
/// <param name="Except">The generations up to that one whose snapshots are kept.</param>
internal sealed record ForgottenReleases(long Through, IReadOnlySet<long> Except)
{
    /// <summary>No release.</summary>
    public static ForgottenReleases None { get; } = new(0, new HashSet<long>());

    /// <summary>All of these but those that are kept.</summary>
    /// <param name="generations">Generations of one history, without a gap from the first.</param>
    /// <param name="isKept">Which of them are not forgotten.</param>
    public static ForgottenReleases Of(IReadOnlyCollection<long> generations, Predicate<long> isKept)
    {
        var through = generations.Where(generation => !isKept(generation)).DefaultIfEmpty().Max();
        return new ForgottenReleases(through, generations.Where(generation => generation <= through && isKept(generation)).ToHashSet());
    }

    public bool Contains(long generation) => generation <= Through && !Except.Contains(generation);

    /// <summary>What is forgotten by either.</summary>
    public ForgottenReleases And(ForgottenReleases other)
    {
        var (more, less) = Through >= other.Through ? (this, other) : (other, this);
        return more with { Except = more.Except.Where(generation => !less.Contains(generation)).ToHashSet() };
    }

    public bool SaysTheSameAs(ForgottenReleases other) => Through == other.Through && Except.SetEquals(other.Except);
}
