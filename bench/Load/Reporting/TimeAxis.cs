using Load.Sampling;
using Load.Scenarios;

namespace Load.Reporting;

/// <summary>
/// The time of one mode without warm-ups and without the pauses in which another mode had its turn: so the plots of two modes stand
/// below each other.
/// </summary>
internal sealed class TimeAxis
{
    private readonly List<TimeBand> _bands = [];

    public TimeAxis(Run run)
    {
        var at = 0.0;
        foreach (var phase in run.Phases)
        {
            var slice = run.Driven?.Slices.FirstOrDefault(slice => slice.Phase == phase.Name)?.Slice;
            if (slice?.Situation == Situation.WarmUp)
                continue;
            _bands.Add(new TimeBand(phase, slice, at));
            at += phase.EndSeconds - phase.StartSeconds;
        }

        Seconds = at;
    }

    public IReadOnlyList<TimeBand> Bands => _bands;

    public double Seconds { get; }

    /// <summary>Where a moment of the recording lies; null when it is left out.</summary>
    public double? At(double seconds) =>
        _bands.FirstOrDefault(band => band.Phase.StartSeconds <= seconds && seconds <= band.Phase.EndSeconds) is { } band
            ? band.At + seconds - band.Phase.StartSeconds
            : null;
}
