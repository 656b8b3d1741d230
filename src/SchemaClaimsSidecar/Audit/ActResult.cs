using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Audit;

/// <summary>What came of an act that was not refused.</summary>
/// <param name="Detail">In short; may be empty.</param>
/// <param name="Generation">The release that it made, or found to be the same already.</param>
internal sealed record ActResult(string Detail, long? Generation)
{
    public static ActResult None { get; } = new("", null);

    /// <summary>What an answer says; null for one that is not the last word, such as a stage that begins.</summary>
    public static ActResult? Of(object answer) => answer switch
    {
        PublishEvent { Published: { } published } => Of(published),
        PublishEvent => null,
        Published published => Of(published),
        RefreshClaimsResponse refresh => new ActResult(refresh.Outcome.ToString().ToLowerInvariant(), (long?)refresh.Position?.Generation),
        AcceptEpochResponse accepted => new ActResult(accepted.Release.Position.Epoch, (long)accepted.Release.Position.Generation),
        _ => None,
    };

    private static ActResult Of(Published published) => new(published.Unchanged ? "unchanged" : "", (long?)published.Position?.Generation);
}
