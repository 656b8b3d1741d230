namespace SchemaClaimsSidecar.Fleet;

/// <summary>An administrator accepts the history that the store holds now.</summary>
/// <param name="Epoch">Its name; null for whichever it is.</param>
/// <param name="KeepServed">Whether to go on with what is served, rather than with the newest release of the store.</param>
/// <param name="By">Who asks.</param>
/// <param name="Reason">Why; may be empty.</param>
internal sealed record EpochRequest(string? Epoch, bool KeepServed, string By, string Reason);
