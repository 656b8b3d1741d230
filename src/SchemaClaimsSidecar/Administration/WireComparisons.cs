using SchemaClaims.V1;
using SchemaClaimsSidecar.Comparison;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Storage;
using Change = SchemaClaimsSidecar.Comparison.Change;
using ChangeRule = SchemaClaimsSidecar.Comparison.ChangeRule;
using Position = SchemaClaims.Contracts.Position;
using WireChange = SchemaClaims.V1.Change;
using WireComparison = SchemaClaims.V1.Comparison;
using WireRule = SchemaClaims.V1.ChangeRule;

namespace SchemaClaimsSidecar.Administration;

/// <summary>Comparisons as the administration protocol carries them.</summary>
internal static class WireComparisons
{
    /// <summary>The most changes that a message carries.</summary>
    public const int MostChanges = 10_000;

    // Below what clients of gRPC take by default: 4 MiB.
    private const int MostBytes = 3 * 1024 * 1024;

    /// <summary>What a proposal comes to, compared with the current release.</summary>
    public static WireComparison Of(SnapshotComparison comparison, ComposedSnapshot composed, Position? current) => Of(
        comparison,
        composed.Current is { } earlier ? SideOf(earlier, current) : null,
        SideOf(composed.Snapshot, composed.IsUnchanged ? current : null),
        MostChanges);

    public static WireComparison Of(SnapshotComparison comparison, ComparedSnapshot? from, ComparedSnapshot? to, int limit)
    {
        var message = new WireComparison
        {
            From = from,
            To = to,
            Total = (uint)comparison.Changes.Count,
            BreakingForWriters = (uint)comparison.Count(Effects.BreaksWriters),
            BreakingForReaders = (uint)comparison.Count(Effects.BreaksReaders),
            NarrowingAccess = (uint)comparison.Count(Effects.NarrowsAccess),
            WideningAccess = (uint)comparison.Count(Effects.WidensAccess),
            Compatible = (uint)comparison.Count(Effects.Compatible),
        };
        AddChanges(message, comparison.Changes, limit);
        var named = comparison.Changes.Take(message.Changes.Count).Select(change => change.Rule).Distinct();
        message.Rules.AddRange(named.OrderBy(rule => rule.Name, StringComparer.Ordinal).Select(RuleOf));
        message.Omitted = message.Total - (uint)message.Changes.Count;
        return message;
    }

    public static ComparedSnapshot SideOf(StoredRelease release) => SideOf(release.Snapshot, release.Release.Position);

    public static ComparedSnapshot SideOf(Snapshot snapshot, Position? position) => new()
    {
        Position = position?.ToWire(),
        SnapshotId = snapshot.Id.ToString(),
        EffectiveSchemaHash = snapshot.Manifest.EffectiveSchemaHash,
    };

    private static void AddChanges(WireComparison message, IReadOnlyList<Change> changes, int limit)
    {
        var bytes = 0;
        foreach (var change in changes.Take(limit))
        {
            var carried = ChangeOf(change);
            bytes += carried.CalculateSize();
            if (bytes > MostBytes)
                return;
            message.Changes.Add(carried);
        }
    }

    private static WireChange ChangeOf(Change change) => new()
    {
        Rule = change.Rule.Name,
        Effects = { EffectsOf(change.Rule.Effects) },
        Kind = (WireChange.Types.Kind)change.Kind,
        Subject = change.Subject,
        Aspect = (WireChange.Types.Aspect)change.Aspect,
        Name = change.Name,
        Facet = change.Facet,
        Before = change.Before,
        After = change.After,
    };

    private static WireRule RuleOf(ChangeRule rule) =>
        new() { Name = rule.Name, Effects = { EffectsOf(rule.Effects) }, Reason = rule.Reason };

    private static IEnumerable<Effect> EffectsOf(Effects effects)
    {
        if (effects == Effects.Compatible)
            yield return Effect.Compatible;
        if (effects.HasFlag(Effects.BreaksWriters))
            yield return Effect.BreakingForWriters;
        if (effects.HasFlag(Effects.BreaksReaders))
            yield return Effect.BreakingForReaders;
        if (effects.HasFlag(Effects.NarrowsAccess))
            yield return Effect.NarrowsAccess;
        if (effects.HasFlag(Effects.WidensAccess))
            yield return Effect.WidensAccess;
    }
}
