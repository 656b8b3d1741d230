using System.Text.Json.Serialization;

namespace SchemaClaims.Contracts;

/// <summary>The content of a release.</summary>
/// <param name="Epoch">The history that the generation counts in.</param>
/// <param name="Generation">From 1, growing by the store.</param>
/// <param name="Snapshot">The snapshot id in hexadecimal.</param>
/// <param name="Kind">What made it: <c>upload</c>, <c>claims</c>, <c>rollback</c>, <c>promote</c> or <c>abort</c>.</param>
/// <param name="PublishedAt">When it was published, by the store's clock.</param>
/// <param name="PublishedBy">Who asked for it.</param>
/// <param name="Reason">Why, in the words of who asked; may be empty.</param>
/// <param name="Rollout">The part of the fleet that it is for; null when it is for everybody.</param>
internal sealed record ReleaseRecord(
    string Epoch, long Generation, string Snapshot, string Kind, DateTimeOffset PublishedAt, string PublishedBy, string Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RolloutRecord? Rollout = null)
{
    /// <summary>The epochs whose place this one took by an administrator's word; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Replaces { get; init; }
}
