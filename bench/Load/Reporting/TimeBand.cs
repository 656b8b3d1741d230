using Load.Sampling;
using Load.Scenarios;

namespace Load.Reporting;

/// <summary>A phase on a time axis.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Slice">What was driven in it; null when that is not known.</param>
/// <param name="At">Where it begins, in seconds of the axis.</param>
internal sealed record TimeBand(Phase Phase, Slice? Slice, double At)
{
    public double Seconds => Phase.EndSeconds - Phase.StartSeconds;

    public string Color => Slice?.Situation switch
    {
        Situation.Upload => "#fdebd3",
        Situation.Refresh => "#dcebf8",
        Situation.Outage => "#f9dcdc",
        _ => "#f5f5f3",
    };

    /// <summary>What goes on, in a word or two.</summary>
    public string Title => Slice?.Situation switch
    {
        null => Phase.Name,
        _ when Slice.Alternates => "in turns",
        Situation.Upload => "upload",
        Situation.Refresh => "refresh",
        Situation.Outage => "outage",
        _ => "steady",
    };

    /// <summary>With how much load.</summary>
    public string Detail => Slice is null ? "" : Slice switch
    {
        { Rate: { } rate } => Format.Invariant($"{rate:0}/s"),
        { Mix: Acts.DefaultMix } => Format.Invariant($"{Slice.Clients}"),
        _ => Format.Invariant($"{Slice.Mix} {Slice.Clients}"),
    };
}
