using static SchemaClaimsSidecar.Comparison.Effects;

namespace SchemaClaimsSidecar.Comparison.Rules;

/// <summary>What changes of constraints and coercions mean to clients.</summary>
internal static class ConstraintRules
{
    public static readonly ChangeRule Added = new("constraint-added", BreaksWriters, "Documents that were accepted may not satisfy it.");

    public static readonly ChangeRule AddedForNewFields = new(
        "constraint-added-for-new-fields", Compatible, "Nobody writes yet what it is about.");

    public static readonly ChangeRule AddedImplied = new(
        "constraint-added-implied", Compatible, "What was there demands as much already: fewer values had to be unique.");

    public static readonly ChangeRule Removed = new("constraint-removed", Compatible, "Whatever was accepted still is.");

    public static readonly ChangeRule CoercionAdded = new(
        "coercion-added", Compatible, "What was accepted still is; now also a string, or another form, that says the same.");

    public static readonly ChangeRule CoercionRemoved = new(
        "coercion-removed", BreaksWriters, "A string, or another form, that says the same is refused or stored as it came.");
}
