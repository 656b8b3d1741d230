using System.Text.Json;
using SchemaClaimsSidecar.Comparison.Rules;

namespace SchemaClaimsSidecar.Comparison.Projects;

/// <summary>Compares under which names the resources of a project are found.</summary>
internal sealed class MappingComparer(SubjectChanges changes, Predicate<string> cameOrWent)
{
    public void CompareEndpoints(JsonElement earlier, JsonElement later) => Compare(
        earlier, later, "endpoint", ProjectRules.EndpointAdded, ProjectRules.EndpointRemoved, ProjectRules.EndpointChanged);

    public void CompareResourceNames(JsonElement earlier, JsonElement later) => Compare(
        earlier, later, "resource name",
        ProjectRules.ResourceNameAdded, ProjectRules.ResourceNameRemoved, ProjectRules.ResourceNameChanged);

    private void Compare(
        JsonElement earlier, JsonElement later, string facet, ChangeRule whenAdded, ChangeRule whenRemoved, ChangeRule whenChanged)
    {
        foreach (var name in JsonValues.NamesOf(earlier, later))
        {
            var (before, after) = (earlier.Member(name).Text(), later.Member(name).Text());
            if (before == after)
                continue;
            if (before.Length == 0 && !cameOrWent(after))
                changes.Added(whenAdded, Aspect.Resource, name, after, facet);
            else if (after.Length == 0 && !cameOrWent(before))
                changes.Removed(whenRemoved, Aspect.Resource, name, before, facet);
            else if (before.Length > 0 && after.Length > 0)
                changes.Changed(whenChanged, Aspect.Resource, name, facet, before, after);
        }
    }
}
