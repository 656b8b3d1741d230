using static SchemaClaimsSidecar.Comparison.Effects;

namespace SchemaClaimsSidecar.Comparison.Rules;

/// <summary>What changes of query fields mean to clients.</summary>
internal static class QueryRules
{
    public static readonly ChangeRule Added = new("query-field-added", Compatible, "A query by it was refused before.");

    public static readonly ChangeRule Removed = new("query-field-removed", BreaksReaders, "A query by it is refused with 400.");

    public static readonly ChangeRule Changed = new(
        "query-field-changed", BreaksReaders, "A query by it looks for other values, or in other places.");
}
