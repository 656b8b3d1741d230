namespace Dms.Client.Claims;

/// <summary>That the claims in use are confirmed.</summary>
/// <param name="Age">How old the claims were at that moment.</param>
/// <param name="Timestamp">The timestamp of the moment.</param>
internal sealed record ClaimsConfirmation(TimeSpan Age, long Timestamp);
