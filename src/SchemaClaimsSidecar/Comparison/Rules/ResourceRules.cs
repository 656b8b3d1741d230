using static SchemaClaimsSidecar.Comparison.Effects;

namespace SchemaClaimsSidecar.Comparison.Rules;

/// <summary>What changes of a resource as a whole mean to clients.</summary>
internal static class ResourceRules
{
    public static readonly ChangeRule Added = new("resource-added", Compatible, "No client uses it yet.");

    public static readonly ChangeRule Removed = new("resource-removed", BreaksBoth, "Its endpoint answers 404.");

    public static readonly ChangeRule Renamed = new(
        "resource-renamed", BreaksBoth | NarrowsAccess,
        "Claims and references know a resource by this name, so that those of the old name no longer apply.");

    public static readonly ChangeRule KindChanged = new(
        "resource-kind-changed", BreaksBoth,
        "Descriptors and school years are written, referred to and read in another way than the rest.");

    public static readonly ChangeRule SuperclassChanged = new(
        "superclass-changed", BreaksWriters,
        "References through a superclass reach other documents, and documents share their identities with those of other resources.");

    public static readonly ChangeRule IdentityUpdatesAllowed = new(
        "identity-updates-allowed", Compatible, "A PUT that changes the identity was refused before.");

    public static readonly ChangeRule IdentityUpdatesForbidden = new(
        "identity-updates-forbidden", BreaksWriters, "A PUT that changes the identity is refused.");

    public static readonly ChangeRule IdentityChanged = new(
        "identity-changed", BreaksBoth,
        "A POST updates another document than it did, or inserts where it updated; readers know documents by it.");

    public static readonly ChangeRule ExtensionAdded = new(
        "extension-added", Compatible, "Its fields are compared where they are: in the resource that it extends.");

    public static readonly ChangeRule ExtensionRemoved = new(
        "extension-removed", Compatible, "Its fields are compared where they were: in the resource that it extended.");

    public static readonly ChangeRule ExtensionChanged = new(
        "extension-changed", Compatible, "Its fields are compared where they are: in the resource that it extends.");

    public static readonly ChangeRule MetadataChanged = new(
        "metadata-changed", Compatible, "It describes or stores what clients write and read as before.");

    public static readonly ChangeRule MemberChanged = new(
        "member-changed", BreaksBoth, "The comparison does not know what it means to clients.");
}
