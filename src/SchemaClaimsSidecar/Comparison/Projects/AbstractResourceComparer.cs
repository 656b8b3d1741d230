using System.Text.Json;
using SchemaClaimsSidecar.Comparison.Resources;
using SchemaClaimsSidecar.Comparison.Rules;

namespace SchemaClaimsSidecar.Comparison.Projects;

/// <summary>Compares the abstract resources of a project, which documents are referred to through.</summary>
internal static class AbstractResourceComparer
{
    public static void Compare(JsonElement earlier, JsonElement later, SubjectChanges changes)
    {
        foreach (var name in JsonValues.NamesOf(earlier, later))
        {
            var (before, after) = (earlier.Member(name), later.Member(name));
            if (before.ValueKind == JsonValueKind.Undefined)
                changes.Added(ProjectRules.AbstractResourceAdded, Aspect.AbstractResource, name);
            else if (after.ValueKind == JsonValueKind.Undefined)
                changes.Removed(ProjectRules.AbstractResourceRemoved, Aspect.AbstractResource, name);
            else
                CompareMembers(name, before, after, changes);
        }
    }

    private static void CompareMembers(string name, JsonElement earlier, JsonElement later, SubjectChanges changes)
    {
        var (before, after) = (IdentityComparer.PathsOf(earlier), IdentityComparer.PathsOf(later));
        if (before != after)
            changes.Changed(ResourceRules.IdentityChanged, Aspect.AbstractResource, name, "identityJsonPaths", before, after);
        foreach (var member in JsonValues.NamesOf(earlier, later).Where(member => member != "identityJsonPaths"))
        {
            var (old, now) = (earlier.Member(member), later.Member(member));
            if (!JsonValues.IsSame(old, now))
                changes.Changed(ResourceRules.MetadataChanged, Aspect.AbstractResource, name, member, old.Text(), now.Text());
        }
    }
}
