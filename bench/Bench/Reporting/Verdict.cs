namespace Bench.Reporting;

/// <summary>A goal and what was measured.</summary>
/// <param name="What">What the goal is about.</param>
/// <param name="Goal">The goal in words and figures.</param>
/// <param name="Figure">What was measured.</param>
/// <param name="IsMet">Whether the figure meets the goal.</param>
/// <param name="WhenMissed">Where the rest goes; printed only when the goal is missed.</param>
internal sealed record Verdict(string What, string Goal, string Figure, bool IsMet, string WhenMissed)
{
    public string Result => IsMet ? "met" : "**missed**";
}
