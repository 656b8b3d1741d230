namespace Dms.Client.Snapshots;

/// <summary>How the client stands at one moment. For people and probes: it is put together at every call.</summary>
public sealed record SubscriptionStatus
{
    /// <summary>How the client stands with its sidecar.</summary>
    public required SubscriptionState State { get; init; }

    /// <summary>Since when it hears its sidecar, or does not.</summary>
    public required DateTimeOffset StateSince { get; init; }

    /// <summary>The release that requests see; null before the first.</summary>
    public required SnapshotPosition? Running { get; init; }

    /// <summary>The trusted key that has signed the running release; null where no key is trusted, or it is not signed.</summary>
    public required string? VerifiedBy { get; init; }

    /// <summary>The latest release that the sidecar spoke of; null before it spoke of any.</summary>
    public required SnapshotPosition? Latest { get; init; }

    /// <summary>
    /// When the sidecar last said that it has sent everything there is; null when it has not since the process started. A relay says on
    /// when the sidecar with the store said so.
    /// </summary>
    public required DateTimeOffset? LastHeartbeat { get; init; }

    /// <summary>How long that is ago: how old what the client knows can be. Null when there was no heartbeat.</summary>
    public required TimeSpan? HeartbeatAge { get; init; }

    /// <summary>
    /// How long ago the source of the claims in use is known to have confirmed them. Null before the first snapshot.
    /// </summary>
    public required TimeSpan? ClaimsAge { get; init; }

    /// <summary>Whether that is longer than <see cref="DmsSnapshotsOptions.MaxClaimsAge"/>.</summary>
    public required bool AreClaimsTooOld { get; init; }

    /// <summary>Why the latest release is not run; null when it is, or is still on its way.</summary>
    public required ReleaseProblem? Problem { get; init; }

    /// <summary>Why the last stream ended; null while connected.</summary>
    public required string? ConnectionError { get; init; }

    /// <summary>What is wrong with the last known good on disk; null when all is well, or none is kept.</summary>
    public required string? LastKnownGoodError { get; init; }

    /// <summary>Whether the client hears its sidecar.</summary>
    public bool IsConnected => State == SubscriptionState.Connected;
}
