namespace SchemaClaimsSidecar.Signing;

/// <summary>How signing stands.</summary>
/// <param name="KeyIds">The keys that sign; none where releases are not signed.</param>
/// <param name="Problem">What is wrong with a key file, for a person; empty when nothing is.</param>
internal sealed record SigningStanding(IReadOnlyList<string> KeyIds, string Problem);
