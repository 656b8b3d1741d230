namespace Dms.Client.Snapshots;

/// <summary>Why the client does not run the latest release. What it runs stays in place meanwhile.</summary>
/// <param name="Position">The release that is not run; null when the sidecar has none, although this client runs one.</param>
/// <param name="IsHeld">Whether it waits for a gate to open. If not, it was rejected for good.</param>
/// <param name="Code">Why, as a stable code: <c>MANIFEST_INVALID</c>, <c>PART_MISSING</c>, <c>PART_DAMAGED</c>, <c>PART_INVALID</c>,
/// <c>PROJECTION_FAILED</c>, <c>GATE_CLOSED</c>, <c>EPOCH_CHANGED</c> or <c>GENERATION_WENT_BACKWARDS</c>.</param>
/// <param name="Reason">Why, for a person.</param>
/// <param name="Since">When it was found out.</param>
public sealed record ReleaseProblem(SnapshotPosition? Position, bool IsHeld, string Code, string Reason, DateTimeOffset Since);
