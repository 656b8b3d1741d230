using SchemaClaims.V1;
using WireComparison = SchemaClaims.V1.Comparison;

namespace SchemaClaimsSidecar.Cli;

/// <summary>A comparison for a person: a summary and the worst of it, or all of it.</summary>
internal sealed class ComparisonText(WireComparison comparison, bool details)
{
    public void WriteTo(TextWriter output)
    {
        output.WriteLine($"{Name(comparison.From)} → {Name(comparison.To)}: {Count()}");
        if (HashChanges())
        {
            output.WriteLine(
                "The effective schema hash changes: where DMS checks it, the release is held until the database carries the new one.");
        }

        if (details)
            WriteDetails(output);
        else
            WriteSummary(output);
        if (comparison.Omitted > 0)
            output.WriteLine($"{Environment.NewLine}{comparison.Omitted} more changes, none worse than these, are left out.");
    }

    private static string Name(ComparedSnapshot? side) => side switch
    {
        null => "nothing",
        { Position: { } position } => $"release {position.Generation}",
        _ => $"snapshot {side.SnapshotId[..12]}",
    };

    private string Count()
    {
        if (comparison.Total == 0)
            return "no difference for clients.";
        (uint Count, string What)[] counts =
        [
            (comparison.BreakingForWriters, "breaking for writers"), (comparison.BreakingForReaders, "breaking for readers"),
            (comparison.NarrowingAccess, "narrowing access"), (comparison.WideningAccess, "widening access"),
            (comparison.Compatible, "compatible"),
        ];
        var named = counts.Where(count => count.Count > 0).Select(count => $"{count.Count} {count.What}");
        return $"{comparison.Total} {(comparison.Total == 1 ? "change" : "changes")}: {string.Join(", ", named)}.";
    }

    private bool HashChanges() =>
        comparison.From is { EffectiveSchemaHash.Length: > 0 } from && from.EffectiveSchemaHash != comparison.To.EffectiveSchemaHash;

    private void WriteDetails(TextWriter output)
    {
        foreach (var subject in comparison.Changes.GroupBy(change => change.Subject))
        {
            output.WriteLine($"{Environment.NewLine}{subject.Key}");
            foreach (var change in subject)
                output.WriteLine($"  {ChangeLine.Of(change)}");
        }

        if (comparison.Rules.Count > 0)
            output.WriteLine($"{Environment.NewLine}Why:");
        foreach (var rule in comparison.Rules)
            output.WriteLine($"  {rule.Name}: {ChangeLine.Of(rule.Effects)}. {rule.Reason}");
    }

    private void WriteSummary(TextWriter output)
    {
        WorstChanges.Write(output, "Breaking", comparison.Changes.Where(IsBreaking));
        WorstChanges.Write(output, "Widening access", comparison.Changes.Where(change => !IsBreaking(change) && !IsCompatible(change)));
        var rest = comparison.Changes.Where(IsCompatible).GroupBy(change => (change.Aspect, change.Kind))
            .Select(alike => ChangeLine.Count(alike.Count(), alike.Key.Aspect, alike.Key.Kind)).ToArray();
        if (rest.Length > 0)
            output.WriteLine($"{Environment.NewLine}Compatible: {string.Join(", ", rest)}.");
        if (comparison.Total > 0)
            output.WriteLine($"{Environment.NewLine}--details shows every change, and why it is what it is.");
    }

    private static bool IsBreaking(Change change) =>
        change.Effects.Any(effect => effect is Effect.BreakingForWriters or Effect.BreakingForReaders or Effect.NarrowsAccess);

    private static bool IsCompatible(Change change) => change.Effects.Contains(Effect.Compatible);
}
