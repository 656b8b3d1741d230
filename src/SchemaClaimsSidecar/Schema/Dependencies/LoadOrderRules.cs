namespace SchemaClaimsSidecar.Schema.Dependencies;

/// <summary>The names of the rules for dependencies between resources.</summary>
internal static class LoadOrderRules
{
    /// <summary>A reference leads to a resource that exists, or to an abstract one.</summary>
    public const string TargetExists = "reference-target-exists";

    /// <summary>Required references form no cycle: no order could load such resources.</summary>
    public const string NoRequiredCycle = "required-references-acyclic";
}
