namespace SchemaClaimsSidecar.Schema;

/// <summary>Merge rules as manifests name them: <c>2025</c>, <c>2026</c>.</summary>
internal static class MergeRulesText
{
    public static string ToText(this MergeRules rules) => rules switch
    {
        MergeRules.Rules2025 => "2025",
        MergeRules.Rules2026 => "2026",
        _ => throw new ArgumentOutOfRangeException(nameof(rules), rules, null),
    };
}
