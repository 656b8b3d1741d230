using System.Text.Json;
using SchemaClaimsSidecar.Comparison.Rules;
using SchemaClaimsSidecar.Schema;

namespace SchemaClaimsSidecar.Comparison.Projects;

/// <summary>Compares a project with what it was: all of it but its resources.</summary>
internal static class ProjectComparer
{
    /// <param name="pair">The part of the project.</param>
    /// <param name="changes">Takes the differences.</param>
    /// <param name="cameOrWent">Whether an endpoint came or went with its resource.</param>
    public static void Compare(PartPair pair, SubjectChanges changes, Predicate<string> cameOrWent) => pair.Read((earlier, later) =>
    {
        if (earlier.ValueKind == JsonValueKind.Undefined)
        {
            changes.Added(ProjectRules.Added, Aspect.Project, after: VersionOf(later));
            return;
        }

        if (later.ValueKind == JsonValueKind.Undefined)
        {
            changes.Removed(ProjectRules.Removed, Aspect.Project, before: VersionOf(earlier));
            return;
        }

        CompareMembers(earlier, later, changes);
        CompareProjects(earlier.Member("projectSchema"), later.Member("projectSchema"), changes, cameOrWent);
    });

    private static void CompareProjects(JsonElement earlier, JsonElement later, SubjectChanges changes, Predicate<string> cameOrWent)
    {
        CompareMembers(earlier, later, changes);
        AbstractResourceComparer.Compare(earlier.Member("abstractResources"), later.Member("abstractResources"), changes);
        var mappings = new MappingComparer(changes, cameOrWent);
        mappings.CompareEndpoints(earlier.Member("caseInsensitiveEndpointNameMapping"), later.Member("caseInsensitiveEndpointNameMapping"));
        mappings.CompareResourceNames(earlier.Member("resourceNameMapping"), later.Member("resourceNameMapping"));
        OrganizationComparer.Compare(earlier, later, changes);
    }

    private static void CompareMembers(JsonElement earlier, JsonElement later, SubjectChanges changes)
    {
        foreach (var name in JsonValues.NamesOf(earlier, later))
        {
            var (before, after) = (earlier.Member(name), later.Member(name));
            if (!JsonValues.IsSame(before, after) && Judge(name) is { } rule)
                changes.Changed(rule, Aspect.Project, "", name, before.Text(), after.Text());
        }
    }

    // Null for what has a comparer of its own.
    private static ChangeRule? Judge(string member) => member switch
    {
        "projectSchema" or "abstractResources" or "caseInsensitiveEndpointNameMapping" or "resourceNameMapping"
            or "educationOrganizationTypes" or "educationOrganizationHierarchy" => null,
        "apiSchemaVersion" or "projectName" or "projectVersion" or "description" or "compatibleDsRange" or "domains" =>
            ResourceRules.MetadataChanged,
        _ => ResourceRules.MemberChanged,
    };

    private static string VersionOf(JsonElement document)
    {
        var project = document.Member("projectSchema");
        return $"{project.StringOrNull("projectName")} {project.StringOrNull("projectVersion")}";
    }
}
