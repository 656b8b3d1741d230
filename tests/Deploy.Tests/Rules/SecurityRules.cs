using System.Globalization;
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

    /// <summary>Files and processes of the sidecar are not those of the user that DMS is.</summary>
    public static IEnumerable<string> ContainersAreApart(Deployment deployment)
    {
        if (deployment.Dms.SecurityContext?.RunAsUser is { } user && user == deployment.Sidecar.SecurityContext?.RunAsUser)
            yield return $"DMS and the sidecar are the same user, {user}.";
    }

    public static IEnumerable<string> DisruptionsAreBounded(Deployment deployment)
    {
        var budget = deployment.One<V1PodDisruptionBudget>().Spec;
        var isNumber = int.TryParse(budget.MaxUnavailable?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var pods);
        var most = isNumber ? pods : int.MaxValue;
        if (!deployment.IsSelectedBy(budget.Selector) || most > Math.Max(1, (deployment.StatefulSet.Spec.Replicas ?? 1) - 1))
            yield return "No disruption budget bounds how many pods are drained at once.";
        if (most == 0)
            yield return "The disruption budget keeps every node from being drained.";
        if (budget.UnhealthyPodEvictionPolicy != "AlwaysAllow")
            yield return "A pod that waits for its first upload keeps its node from being drained.";
    }
}
