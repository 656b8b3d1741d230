namespace Dms.Client.Claims;

/// <summary>Whether a claim set may do something with a resource, or the first reason why not, in the order in which DMS asks.</summary>
public enum ClaimOutcome
{
    /// <summary>It may; <see cref="ClaimDecision.Strategies"/> say by which strategies.</summary>
    Granted,

    /// <summary>
    /// The claims are older than the owner allows, and are not used: see <see cref="Snapshots.DmsSnapshotsOptions.MaxClaimsAge"/>.
    /// </summary>
    ClaimsTooOld,

    /// <summary>No tenant has the name; or the claims know tenants and none was named, or know none and one was.</summary>
    NoSuchTenant,

    /// <summary>No claim set has the name.</summary>
    NoSuchClaimSet,

    /// <summary>More than one claim set has the name, case aside.</summary>
    AmbiguousClaimSet,

    /// <summary>The claim set grants nothing at all.</summary>
    ClaimSetHasNoClaims,

    /// <summary>The claim set grants nothing on the resource.</summary>
    ResourceNotCovered,

    /// <summary>The claim set grants other actions on the resource, but not this one.</summary>
    ActionNotCovered,

    /// <summary>The claim set grants the action more than once: DMS of 2025 refuses that, DMS of 2026 joins the strategies.</summary>
    DuplicateAction,

    /// <summary>The claim set grants the action, but without any strategy.</summary>
    NoStrategies,
}
