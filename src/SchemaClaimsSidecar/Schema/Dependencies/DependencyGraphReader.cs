using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.Dependencies;

/// <summary>Reads the references between resources. What an extension refers to from a core resource counts for the core resource.</summary>
internal static class DependencyGraphReader
{
    public static DependencyGraph Read(
        IReadOnlyList<JsonElement> projectSchemas, ResourceIndex index, ICollection<LoadOrderProblem> problems)
    {
        var graph = new DependencyGraph(index.Resources);
        for (var project = 0; project < projectSchemas.Count; project++)
        {
            foreach (var resource in projectSchemas[project].MembersOf("resourceSchemas"))
            {
                if (index.OwnerOf(projectSchemas[project], resource) is { } dependent)
                    ReadReferences(dependent, project, resource, graph, index, problems);
            }
        }

        return graph;
    }

    private static void ReadReferences(
        int dependent,
        int project,
        JsonProperty resource,
        DependencyGraph graph,
        ResourceIndex index,
        ICollection<LoadOrderProblem> problems)
    {
        foreach (var path in resource.Value.MembersOf("documentPathsMapping").Where(path => path.Value.IsTrue("isReference")))
        {
            var name = new ResourceName(path.Value.StringOrNull("projectName") ?? "", path.Value.StringOrNull("resourceName") ?? "");
            if (index.FindTargets(name) is not { } targets)
            {
                problems.Add(new LoadOrderProblem(
                    project,
                    PointerText.Of(["projectSchema", "resourceSchemas", resource.Name, "documentPathsMapping", path.Name]),
                    LoadOrderRules.TargetExists,
                    $"The reference leads to the resource '{name.Name}' of the project '{name.Project}', which does not exist."));
                continue;
            }

            var strength = path.Value.IsTrue("isRequired") ? DependencyStrength.Required : DependencyStrength.Optional;
            foreach (var target in targets)
                graph.Add(dependent, target, strength);
        }
    }
}
