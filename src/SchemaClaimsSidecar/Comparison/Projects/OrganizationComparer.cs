using System.Text.Json;
using SchemaClaimsSidecar.Comparison.Rules;

namespace SchemaClaimsSidecar.Comparison.Projects;

/// <summary>Compares which resources are education organizations, and which organizations stand above them.</summary>
internal static class OrganizationComparer
{
    public static void Compare(JsonElement earlier, JsonElement later, SubjectChanges changes)
    {
        Sets.Compare(
            earlier.Member("educationOrganizationTypes").Texts(),
            later.Member("educationOrganizationTypes").Texts(),
            name => changes.Added(AccessRules.OrganizationAdded, Aspect.EducationOrganization, name),
            name => changes.Removed(AccessRules.OrganizationRemoved, Aspect.EducationOrganization, name));
        Sets.Compare(
            ParentsOf(earlier.Member("educationOrganizationHierarchy")),
            ParentsOf(later.Member("educationOrganizationHierarchy")),
            pair => changes.Added(AccessRules.OrganizationAdded, Aspect.EducationOrganization, pair, facet: "hierarchy"),
            pair => changes.Removed(AccessRules.OrganizationRemoved, Aspect.EducationOrganization, pair, facet: "hierarchy"));
    }

    private static IEnumerable<string> ParentsOf(JsonElement hierarchy) => Objects(hierarchy).SelectMany(
        type => Objects(type.Value).Select(parent => $"{type.Name} below {parent.Name} by {parent.Value.Text()}"));

    private static IEnumerable<JsonProperty> Objects(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : [];
}
