namespace Load.Scenarios;

/// <summary>
/// Short slices under the same load, one after the other: each that is judged lies between two of the steady state, by which it is
/// judged. Among those that are judged are as many of the steady state itself, the controls: they show what chance and the rest of the
/// machine do.
/// </summary>
internal static class Turns
{
    /// <summary>What is judged.</summary>
    public static IReadOnlyList<Situation> Judged { get; } = [Situation.Control, Situation.Upload, Situation.Refresh];

    /// <param name="load">Under which load, and how long each turn is.</param>
    /// <param name="cycles">How many turns of each kind are judged.</param>
    public static IEnumerable<Slice> Of(Slice load, int cycles)
    {
        var steady = load with { Situation = Situation.Steady, Alternates = true, Round = 0 };
        for (var number = 0; number < cycles * Judged.Count; number++)
        {
            var cycle = number / Judged.Count;
            yield return steady = steady with { Round = steady.Round + 1 };
            // Each kind comes first in some cycle: none always follows the same one.
            yield return steady with { Situation = Judged[(number + cycle) % Judged.Count], Round = cycle + 1 };
        }

        yield return steady with { Round = steady.Round + 1 };
    }
}
