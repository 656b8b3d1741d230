namespace Dms.Client.Snapshots;

/// <summary>What happens with claims that are too old.</summary>
public enum WhenTooOld
{
    /// <summary>They go on to decide; health, metrics and the log say so.</summary>
    ServeAndWarn,

    /// <summary>
    /// They refuse everything, as <see cref="Claims.ClaimOutcome.ClaimsTooOld"/>, until they are confirmed. What projections made of
    /// them stays as it was: code that decides by such a thing asks <see cref="Claims.SnapshotClaims.AreTooOld"/> first.
    /// </summary>
    FailClosed,
}
