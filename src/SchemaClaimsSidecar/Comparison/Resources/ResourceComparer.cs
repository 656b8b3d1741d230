using System.Text.Json;
using SchemaClaimsSidecar.Comparison.Fields;
using SchemaClaimsSidecar.Comparison.Rules;
using SchemaClaimsSidecar.Schema;

namespace SchemaClaimsSidecar.Comparison.Resources;

/// <summary>Compares a resource schema with what it was.</summary>
internal static class ResourceComparer
{
    /// <param name="pair">The part of the resource.</param>
    /// <param name="changes">Takes the differences.</param>
    /// <param name="cameOrWent">Told when only one of the two has the resource.</param>
    public static void Compare(PartPair pair, SubjectChanges changes, Action cameOrWent) => pair.Read((earlier, later) =>
    {
        CompareExtensions(OnlyIf(earlier, IsExtension(earlier)), OnlyIf(later, IsExtension(later)), changes);
        var (before, after) = (OnlyIf(earlier, !IsExtension(earlier)), OnlyIf(later, !IsExtension(later)));
        if (before.ValueKind == JsonValueKind.Undefined || after.ValueKind == JsonValueKind.Undefined)
        {
            cameOrWent();
            CompareExistence(before, after, changes);
            return;
        }

        CompareResources(before, after, changes);
    });

    private static bool IsExtension(JsonElement resource) => resource.IsTrue("isResourceExtension");

    private static JsonElement OnlyIf(JsonElement resource, bool condition) => condition ? resource : default;

    private static void CompareExtensions(JsonElement earlier, JsonElement later, SubjectChanges changes)
    {
        if (JsonValues.IsSame(earlier, later))
            return;
        if (earlier.ValueKind == JsonValueKind.Undefined)
            changes.Added(ResourceRules.ExtensionAdded, Aspect.ResourceExtension, after: NameOf(later));
        else if (later.ValueKind == JsonValueKind.Undefined)
            changes.Removed(ResourceRules.ExtensionRemoved, Aspect.ResourceExtension, before: NameOf(earlier));
        else
            changes.Changed(ResourceRules.ExtensionChanged, Aspect.ResourceExtension, "", "", NameOf(earlier), NameOf(later));
    }

    private static void CompareExistence(JsonElement earlier, JsonElement later, SubjectChanges changes)
    {
        if (later.ValueKind != JsonValueKind.Undefined)
            changes.Added(ResourceRules.Added, Aspect.Resource, after: NameOf(later));
        else if (earlier.ValueKind != JsonValueKind.Undefined)
            changes.Removed(ResourceRules.Removed, Aspect.Resource, before: NameOf(earlier));
    }

    private static void CompareResources(JsonElement earlier, JsonElement later, SubjectChanges changes)
    {
        var fields = new FieldComparer(changes).Compare(earlier.Member("jsonSchemaForInsert"), later.Member("jsonSchemaForInsert"));
        MemberComparer.Compare(earlier, later, changes);
        IdentityComparer.Compare(earlier, later, changes);
        DocumentPathComparer.Compare(earlier.Member("documentPathsMapping"), later.Member("documentPathsMapping"), fields, changes);
        ConstraintComparer.Compare(earlier, later, fields, changes);
        DecimalComparer.Compare(earlier, later, fields, changes);
        CoercionComparer.Compare(earlier, later, fields, changes);
        QueryFieldComparer.Compare(earlier.Member("queryFieldMapping"), later.Member("queryFieldMapping"), changes);
        SecurityComparer.Compare(earlier, later, changes);
    }

    private static string NameOf(JsonElement resource) => resource.Member("resourceName").Text();
}
