namespace Dms.Client.Snapshots;

/// <summary>There is no snapshot yet: the process has just started, has no last known good and has not heard from its sidecar.</summary>
public sealed class SnapshotUnavailableException : InvalidOperationException
{
    /// <summary>Creates the exception with the usual message.</summary>
    public SnapshotUnavailableException()
        : base("There is no snapshot yet. Await ISnapshots.WaitForFirstAsync, or answer the request with 503.")
    {
    }
}
