namespace SchemaClaimsSidecar.Access;

/// <summary>A browser that has signed in.</summary>
/// <param name="Token">With what.</param>
/// <param name="Ends">When it ends, whatever they do.</param>
internal sealed record Session(string Token, DateTimeOffset Ends);
