namespace SchemaClaimsSidecar.Rollout;

/// <summary>What shall become of a rollout that decides for itself.</summary>
/// <param name="Action">What to do now.</param>
/// <param name="Reason">Why, for the history; empty where there is nothing to do.</param>
/// <param name="Again">When to look again if nothing changes before; null when only a change can matter.</param>
internal sealed record RolloutVerdict(RolloutAction Action, string Reason = "", DateTimeOffset? Again = null);
