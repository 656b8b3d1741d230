namespace EndToEnd.Tests.Support;

/// <summary>Something that a subscriber saw, in the order in which it saw it.</summary>
internal abstract record WatchEvent
{
    /// <summary>A stream begins, and the sidecar is told what the subscriber runs: a generation, 0 for nothing.</summary>
    public sealed record Began(long Running) : WatchEvent;

    /// <summary>A release has come in full.</summary>
    /// <param name="Generation">Of the release.</param>
    /// <param name="SnapshotId">Of the manifest that came with it.</param>
    /// <param name="Marks">The releases that its parts belong to.</param>
    public sealed record Received(long Generation, string SnapshotId, int Marks) : WatchEvent;

    /// <summary>A heartbeat says that this generation is the newest, and that the subscriber has it.</summary>
    public sealed record ToldCurrent(long Generation) : WatchEvent;
}
