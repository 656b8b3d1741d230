using static SchemaClaimsSidecar.Comparison.Effects;

namespace SchemaClaimsSidecar.Comparison.Rules;

/// <summary>What changes of the fields of a document mean to clients.</summary>
internal static class FieldRules
{
    public static readonly ChangeRule Added = new(
        "field-added", Compatible, "Writers may leave it out, and readers ignore what they do not know.");

    public static readonly ChangeRule AddedRequired = new("field-added-required", BreaksWriters, "A document without it is refused.");

    public static readonly ChangeRule AddedWithParent = new(
        "field-added-with-parent", Compatible, "Required or not, nobody writes yet what it stands in.");

    public static readonly ChangeRule Removed = new(
        "field-removed", BreaksBoth, "Readers miss it; what writers send is pruned and lost, without an error.");

    public static readonly ChangeRule RemovedWithParent = new("field-removed-with-parent", BreaksBoth, "It went with what it stood in.");

    public static readonly ChangeRule Required = new("field-required", BreaksWriters, "A document without it is refused.");

    public static readonly ChangeRule Optional = new("field-optional", BreaksReaders, "Documents may be without what all of them had.");

    public static readonly ChangeRule TypeNarrowed = new("type-narrowed", BreaksWriters, "Values that were accepted are refused.");

    public static readonly ChangeRule TypeWidened = new(
        "type-widened", BreaksReaders, "Readers meet values of a type that they were not told of.");

    public static readonly ChangeRule TypeChanged = new(
        "type-changed", BreaksBoth, "Values that were accepted are refused, and others are read.");

    public static readonly ChangeRule FormatNarrowed = new("format-narrowed", BreaksWriters, "Values that were accepted are refused.");

    public static readonly ChangeRule FormatWidened = new(
        "format-widened", BreaksReaders, "Readers meet values that do not have the format they were told of, or do not fit it.");

    public static readonly ChangeRule FormatChanged = new(
        "format-changed", BreaksBoth, "Values that were accepted are refused, and others are read.");

    public static readonly ChangeRule ValuesNarrowed = new("values-narrowed", BreaksWriters, "Values that were accepted are refused.");

    public static readonly ChangeRule ValuesWidened = new(
        "values-widened", BreaksReaders, "Readers that tell the listed values apart meet one that is not among them.");

    public static readonly ChangeRule ValuesChanged = new(
        "values-changed", BreaksBoth, "Values that were accepted are refused, and others are read.");

    public static readonly ChangeRule LimitTightened = new("limit-tightened", BreaksWriters, "Values that were accepted are refused.");

    public static readonly ChangeRule LimitLoosened = new(
        "limit-loosened", Compatible, "Whatever was accepted still is; limits bind writers, and the type is what readers rely on.");

    public static readonly ChangeRule PatternTightened = new(
        "pattern-tightened", BreaksWriters, "Values that were accepted may not match it.");

    public static readonly ChangeRule PatternRemoved = new("pattern-removed", Compatible, "Whatever was accepted still is.");

    public static readonly ChangeRule ObjectClosed = new(
        "object-closed", BreaksWriters, "What writers send beside the listed fields is pruned and lost, without an error.");

    public static readonly ChangeRule ObjectOpened = new("object-opened", Compatible, "What was pruned before is kept.");

    public static readonly ChangeRule KeywordChanged = new(
        "keyword-changed", BreaksBoth, "The comparison does not know what this keyword of JSON Schema means to clients.");

    public static readonly ChangeRule DescriptionChanged = new(
        "description-changed", Compatible, "It says something else about the field, which does what it did.");
}
