namespace SchemaClaimsSidecar.Refresh;

/// <summary>What somebody asks of a refresh.</summary>
/// <param name="By">Who asks.</param>
/// <param name="Reason">Why, in their words.</param>
/// <param name="AcceptShrinking">Whether an answer that has shrunk is to be published all the same.</param>
internal sealed record RefreshRequest(string By, string Reason, bool AcceptShrinking)
{
    /// <summary>One request for several that share a refresh.</summary>
    public RefreshRequest And(RefreshRequest other) => other.AcceptShrinking && !AcceptShrinking ? other : this;
}
