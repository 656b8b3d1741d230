using static SchemaClaimsSidecar.Comparison.Effects;

namespace SchemaClaimsSidecar.Comparison.Rules;

/// <summary>What changes of references to documents and descriptors mean to clients.</summary>
internal static class ReferenceRules
{
    public static readonly ChangeRule Added = new("reference-added", Compatible, "It comes with a field that writers may leave out.");

    public static readonly ChangeRule AddedRequired = new(
        "reference-added-required", BreaksWriters, "It comes with a field without which a document is refused.");

    public static readonly ChangeRule AddedToField = new(
        "reference-added-to-field", BreaksWriters, "What could be any value must name a document that exists.");

    public static readonly ChangeRule Removed = new(
        "reference-removed", BreaksReaders, "The field stays, but what it names need not exist any more.");

    public static readonly ChangeRule RemovedWithField = new("reference-removed-with-field", BreaksBoth, "It went with its field.");

    public static readonly ChangeRule TargetChanged = new(
        "reference-target-changed", BreaksBoth, "Writers must name a document of another resource, and readers find one.");

    public static readonly ChangeRule IdentityChanged = new(
        "reference-identity-changed", BreaksBoth, "Documents are named by other values than before.");
}
