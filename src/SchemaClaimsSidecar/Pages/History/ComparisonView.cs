using SchemaClaims.V1;
using SchemaClaimsSidecar.Cli;
using SchemaClaimsSidecar.Pages.Markup;
using WireComparison = SchemaClaims.V1.Comparison;

namespace SchemaClaimsSidecar.Pages.History;

/// <summary>What differs between two snapshots: counted first, then what breaks clients, then the rest.</summary>
internal static class ComparisonView
{
    private static readonly Effect[] Breaking = [Effect.BreakingForWriters, Effect.BreakingForReaders, Effect.NarrowsAccess];

    public static Html Of(WireComparison comparison)
    {
        if (comparison.Total == 0)
            return Html.Of($"""<p class="comparison hint">No difference for clients.</p>""");
        var rules = comparison.Rules.ToDictionary(rule => rule.Name);
        return Html.Of(
            $"""
            <div class="comparison">
            <p class="counts">
            {Count(comparison.BreakingForWriters, "breaking for writers", "rejected")}
            {Count(comparison.BreakingForReaders, "breaking for readers", "rejected")}
            {Count(comparison.NarrowingAccess, "narrowing access", "rejected")}
            {Count(comparison.WideningAccess, "widening access", "held")}
            {Count(comparison.Compatible, "compatible", "synced")}
            <span class="age">{(ulong)comparison.Total} changes in all</span></p>
            {Html.When(HashChanges(comparison), () => Html.Of(
                $"""
                <p class="note">The effective schema hash changes: where DMS checks it, the release is held until the database carries the
                new one.</p>
                """))}
            {Group("Breaking", comparison.Changes.Where(IsBreaking), rules, isOpen: true)}
            {Group("Widening access", comparison.Changes.Where(IsWidening), rules, isOpen: true)}
            {Group("Compatible", comparison.Changes.Where(IsCompatible), rules, isOpen: false)}
            {Html.When(comparison.Omitted > 0, () => Html.Of(
                $"""<p class="hint">{(ulong)comparison.Omitted} more changes, none worse than these, are left out.</p>"""))}
            </div>
            """);
    }

    private static Html Count(uint count, string what, string state) =>
        Html.When(count > 0, () => Html.Of($"""<span class="state {state}">{(ulong)count} {what}</span>"""));

    // What is compatible is much, and read by few.
    private static Html Group(string name, IEnumerable<Change> changes, Dictionary<string, ChangeRule> rules, bool isOpen)
    {
        var subjects = changes.GroupBy(change => change.Subject).ToArray();
        var list = Html.Of($"{subjects.Select(subject => Subject(subject, rules, isOpen))}");
        return subjects.Length == 0 ? Html.Nothing
            : isOpen ? Html.Of($"<h3>{name}</h3>{list}")
            : Html.Of(
                $"""
                <details class="group"><summary>{name}: {subjects.Sum(subject => subject.Count())} changes of {subjects.Length}</summary>
                {list}</details>
                """);
    }

    private static Html Subject(IGrouping<string, Change> subject, Dictionary<string, ChangeRule> rules, bool isOpen) => Html.Of(
        $"""
        <details class="subject"{Html.When(isOpen, () => Html.Of($" open"))}>
        <summary><strong>{subject.Key}</strong> <span class="age">{subject.Count()}</span></summary>
        <ul>{subject.Select(change => Html.Of(
            $"""
            <li><code>{ChangeLine.Of(change)}</code> <span class="detail">{rules.GetValueOrDefault(change.Rule)?.Reason}</span></li>
            """))}</ul>
        </details>
        """);

    private static bool HashChanges(WireComparison comparison) =>
        comparison.From is { EffectiveSchemaHash.Length: > 0 } from && from.EffectiveSchemaHash != comparison.To.EffectiveSchemaHash;

    private static bool IsBreaking(Change change) => change.Effects.Any(Breaking.Contains);

    private static bool IsWidening(Change change) => !IsBreaking(change) && !IsCompatible(change);

    private static bool IsCompatible(Change change) => change.Effects.Contains(Effect.Compatible);
}
