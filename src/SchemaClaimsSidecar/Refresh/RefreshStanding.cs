namespace SchemaClaimsSidecar.Refresh;

/// <summary>How the last refresh ended.</summary>
/// <param name="Error">Why it failed, in full or for some tenants; empty when it did not.</param>
/// <param name="Held">Why its answer was not published; empty when it was, or is the same.</param>
internal sealed record RefreshStanding(string Error, string Held)
{
    public static RefreshStanding Well { get; } = new("", "");
}
