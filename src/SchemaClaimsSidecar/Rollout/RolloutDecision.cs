using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Rollout;

/// <summary>Somebody promotes or aborts what is being rolled out.</summary>
/// <param name="By">Who.</param>
/// <param name="Reason">Why; may be empty.</param>
/// <param name="Canary">The release that the decision is about; null for whichever is being rolled out.</param>
internal sealed record RolloutDecision(string By, string Reason, Position? Canary = null)
{
    /// <summary>The reason for the history, which also says what was decided about.</summary>
    public string Explain(Position canary) =>
        Reason.Length == 0 ? $"release {canary.Generation}" : $"release {canary.Generation}: {Reason}";
}
