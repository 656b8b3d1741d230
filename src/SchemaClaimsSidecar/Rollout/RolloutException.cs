namespace SchemaClaimsSidecar.Rollout;

/// <summary>What was asked for does not fit what is published now. Nothing has changed; the message says what to do.</summary>
internal sealed class RolloutException(string message) : Exception(message);
