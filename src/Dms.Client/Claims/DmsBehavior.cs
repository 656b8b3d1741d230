namespace Dms.Client.Claims;

/// <summary>Which DMS a refusal is to look like; they differ in what they blame on the client and what on the configuration.</summary>
/// <remarks>
/// Both answer 404 for a tenant that is not there, and 500 with a mere message for claims that are too old, as they do when they cannot
/// fetch claims: nothing is known of the client's permissions, and a 403 would say that they were looked at.
/// </remarks>
public enum DmsBehavior
{
    /// <summary>
    /// DMS of 2025-11: an unknown claim set and an action without strategies are 403; an action granted twice is 500.
    /// </summary>
    Dms2025,

    /// <summary>
    /// DMS of 2026-08: an unknown claim set and an action without strategies are 500, a security configuration error; an action
    /// granted more than once has the strategies of all grants, one after the other.
    /// </summary>
    Dms2026,
}
