using Deploy.Tests.Manifests;
using k8s.Models;

namespace Deploy.Tests.Rules;

/// <summary>What the profile "restricted" of Kubernetes' pod security standards demands, and a little more.</summary>
internal static class SecurityRules
{
    public static IEnumerable<string> NamespaceIsRestricted(Deployment deployment)
    {
        if (deployment.One<V1Namespace>().Metadata.Labels?.TryGetValue("pod-security.kubernetes.io/enforce", out var level) != true
            || level != "restricted")
            yield return "The namespace does not enforce restricted pods.";
    }

    public static IEnumerable<string> PodIsRestricted(Deployment deployment)
    {
        var pod = deployment.Pod;
        if (pod.SecurityContext?.RunAsNonRoot != true)
            yield return "The pod may run as root.";
        if (pod.SecurityContext?.SeccompProfile?.Type != "RuntimeDefault")
            yield return "The pod may make any system call.";
        if (pod.SecurityContext?.FsGroup is null)
            yield return "The pod has no group that its containers share.";
        if (pod.HostNetwork == true || pod.HostPID == true || pod.HostIPC == true || pod.Volumes.Any(volume => volume.HostPath is not null))
            yield return "The pod reaches into its node.";
        if (pod.AutomountServiceAccountToken != false || deployment.One<V1ServiceAccount>().AutomountServiceAccountToken != false)
            yield return "The pod is given a token for Kubernetes, which it does not need.";
        if (pod.EnableServiceLinks != false)
            yield return "Whoever may make a service in the namespace makes variables for the containers.";
    }

    public static IEnumerable<string> ContainersAreRestricted(Deployment deployment)
    {
        foreach (var container in deployment.Containers)
        {
            var context = container.SecurityContext;
            if (context?.RunAsUser is null or 0)
                yield return $"{container.Name} has no user that is not root.";
            if (context?.RunAsGroup is null or 0)
                yield return $"{container.Name} has no group that is not root's.";
            if (context?.AllowPrivilegeEscalation != false || context.Privileged == true)
                yield return $"{container.Name} may gain privileges.";
            if (context?.ReadOnlyRootFilesystem != true)
                yield return $"{container.Name} may write into its image.";
            if (context?.Capabilities?.Drop?.Contains("ALL") != true || context.Capabilities.Add?.Count > 0)
                yield return $"{container.Name} keeps capabilities.";
        }
    }

    public static IEnumerable<string> DisruptionsAreBounded(Deployment deployment)
    {
        var budget = deployment.One<V1PodDisruptionBudget>().Spec;
        if (!deployment.IsSelectedBy(budget.Selector) || (budget.MaxUnavailable is null && budget.MinAvailable is null))
            yield return "No disruption budget bounds how many pods are drained at once.";
        if (budget.UnhealthyPodEvictionPolicy != "AlwaysAllow")
            yield return "A pod that waits for its first upload keeps its node from being drained.";
    }
}
