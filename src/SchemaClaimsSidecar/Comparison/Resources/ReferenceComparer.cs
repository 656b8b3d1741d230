using System.Text.Json;
using SchemaClaimsSidecar.Comparison.Fields;
using SchemaClaimsSidecar.Comparison.Rules;
using SchemaClaimsSidecar.Schema;

namespace SchemaClaimsSidecar.Comparison.Resources;

/// <summary>Compares references to documents and descriptors.</summary>
internal sealed class ReferenceComparer(FieldChanges fields, SubjectChanges changes)
{
    /// <returns>Whether there was something to tell.</returns>
    public bool Compare(string place, JsonElement earlier, JsonElement later)
    {
        var (was, isNow) = (earlier.IsTrue("isReference"), later.IsTrue("isReference"));
        if (isNow && !was)
            changes.Added(RuleOfAdded(place), Aspect.Reference, place, TargetOf(later));
        else if (was && !isNow)
            changes.Removed(RuleOfRemoved(place), Aspect.Reference, place, TargetOf(earlier));
        else
            return was && CompareReferences(place, earlier, later);
        return true;
    }

    private ChangeRule RuleOfAdded(string place)
    {
        var field = fields.RuleOfAdded(place);
        if (field is null)
            return ReferenceRules.AddedToField;
        return field == FieldRules.AddedRequired ? ReferenceRules.AddedRequired : ReferenceRules.Added;
    }

    private ChangeRule RuleOfRemoved(string place) =>
        fields.IsRemoved(place) ? ReferenceRules.RemovedWithField : ReferenceRules.Removed;

    private bool CompareReferences(string place, JsonElement earlier, JsonElement later)
    {
        var isTold = Tell(ReferenceRules.TargetChanged, "resource", TargetOf(earlier), TargetOf(later));
        isTold |= Tell(ReferenceRules.IdentityChanged, "referenceJsonPaths", IdentityOf(earlier), IdentityOf(later));
        return isTold;

        bool Tell(ChangeRule rule, string facet, string before, string after)
        {
            if (before == after)
                return false;
            changes.Changed(rule, Aspect.Reference, place, facet, before, after);
            return true;
        }
    }

    private static string TargetOf(JsonElement reference)
    {
        var kind = reference.IsTrue("isDescriptor") ? " (descriptor)" : "";
        return $"{reference.StringOrNull("projectName")}/{reference.StringOrNull("resourceName")}{kind}";
    }

    private static string IdentityOf(JsonElement reference) => string.Join(", ", reference.ItemsOf("referenceJsonPaths")
        .Select(item => $"{item.StringOrNull("identityJsonPath")} as {item.StringOrNull("referenceJsonPath")}")
        .Order(StringComparer.Ordinal));
}
