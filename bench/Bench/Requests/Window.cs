namespace Bench.Requests;

/// <summary>A span of time between two timestamps.</summary>
internal readonly record struct Window(long From, long To)
{
    public bool Contains(long timestamp) => From <= timestamp && timestamp <= To;
}
