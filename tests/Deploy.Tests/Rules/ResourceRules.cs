using Deploy.Tests.Manifests;

namespace Deploy.Tests.Rules;

/// <summary>What a pod may take, and how long it may take to end.</summary>
internal static class ResourceRules
{
    private const long ShortestGrace = 30;

    public static IEnumerable<string> ResourcesAreLimited(Deployment deployment) =>
        from container in deployment.Containers
        from resource in new[] { "cpu", "memory" }
        from kind in new[] { "requests", "limits" }
        let given = kind == "limits" ? container.Resources?.Limits : container.Resources?.Requests
        where given?.ContainsKey(resource) != true
        select $"{container.Name} has no {resource} in its {kind}.";

    public static IEnumerable<string> VolumesInMemoryAreLimited(Deployment deployment) =>
        deployment.Pod.Volumes
            .Where(volume => volume.EmptyDir is { SizeLimit: null })
            .Select(volume => $"The volume {volume.Name} may grow without end.");

    public static IEnumerable<string> ThereIsTimeToStop(Deployment deployment)
    {
        if (deployment.Pod.TerminationGracePeriodSeconds is null or < ShortestGrace)
            yield return $"The pod has less than {ShortestGrace} s to stop in: DMS first, and then the sidecar.";
    }
}
