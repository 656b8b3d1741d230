using static SchemaClaimsSidecar.Comparison.Effects;

namespace SchemaClaimsSidecar.Comparison.Rules;

/// <summary>What changes of a project mean to clients.</summary>
internal static class ProjectRules
{
    public static readonly ChangeRule Added = new("project-added", Compatible, "No client uses it yet.");

    public static readonly ChangeRule Removed = new("project-removed", BreaksBoth, "All its endpoints answer 404.");

    public static readonly ChangeRule AbstractResourceAdded = new("abstract-resource-added", Compatible, "Nothing refers to it yet.");

    public static readonly ChangeRule AbstractResourceRemoved = new(
        "abstract-resource-removed", BreaksBoth, "References to it cannot be resolved.");

    public static readonly ChangeRule EndpointAdded = new("endpoint-added", Compatible, "No client uses it yet.");

    public static readonly ChangeRule EndpointRemoved = new("endpoint-removed", BreaksBoth, "It answers 404.");

    public static readonly ChangeRule EndpointChanged = new("endpoint-changed", BreaksBoth, "It leads to another resource.");

    public static readonly ChangeRule ResourceNameAdded = new("resource-name-added", Compatible, "Nothing goes by it yet.");

    public static readonly ChangeRule ResourceNameRemoved = new(
        "resource-name-removed", BreaksWriters, "What goes by the name, such as a cascade, does not find the resource.");

    public static readonly ChangeRule ResourceNameChanged = new(
        "resource-name-changed", BreaksWriters, "What goes by the name, such as a cascade, finds another resource.");
}
