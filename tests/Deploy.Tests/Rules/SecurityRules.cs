using Deploy.Tests.Manifests;
using k8s.Models;

namespace Deploy.Tests.Rules;

/// <summary>What the profile "restricted" of Kubernetes' pod security standards demands, and a little more.</summary>
internal static class SecurityRules
{
    public static IEnumerable<string> NamespaceIsRestricted(Deployment deployment)
    {
        var labels = deployment.One<V1Namespace>().Metadata.Labels ?? new Dictionary<string, string>();
        if (!Has(labels, "pod-security.kubernetes.io/enforce", "restricted"))
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
        if (pod.AutomountServiceAccountToken != false)
            yield return "The pod is given a token for Kubernetes, which it does not need.";
    }

    public static IEnumerable<string> ContainersAreRestricted(Deployment deployment)
    {
        foreach (var container in deployment.Containers)
        {
            var context = container.SecurityContext;
            if (context?.RunAsUser is null or 0)
                yield return $"{container.Name} has no user that is not root.";
            if (context?.AllowPrivilegeEscalation != false || context.Privileged == true)
                yield return $"{container.Name} may gain privileges.";
            if (context?.ReadOnlyRootFilesystem != true)
                yield return $"{container.Name} may write into its image.";
            if (context?.Capabilities?.Drop?.Contains("ALL") != true || context.Capabilities.Add?.Count > 0)
                yield return $"{container.Name} keeps capabilities.";
        }
    }

    public static IEnumerable<string> NetworkIsClosed(Deployment deployment)
    {
        var policy = deployment.One<V1NetworkPolicy>().Spec;
        if (!Selects(policy.PodSelector, deployment) || !policy.PolicyTypes.ToHashSet().SetEquals(["Egress", "Ingress"]))
            yield return "No network policy closes the pod in both directions.";
        if ((policy.Ingress ?? []).Any(rule => rule.FromProperty is not { Count: > 0 } || rule.Ports is not { Count: > 0 }))
            yield return "Anybody, or anything, may come in.";
        if ((policy.Egress ?? []).Any(rule => rule.To is not { Count: > 0 } || rule.Ports is not { Count: > 0 }))
            yield return "Anything may go out, or anywhere.";
    }

    public static IEnumerable<string> DisruptionsAreBounded(Deployment deployment)
    {
        var budget = deployment.One<V1PodDisruptionBudget>().Spec;
        if (!Selects(budget.Selector, deployment) || (budget.MaxUnavailable is null && budget.MinAvailable is null))
            yield return "No disruption budget bounds how many pods are drained at once.";
    }

    private static bool Selects(V1LabelSelector selector, Deployment deployment)
    {
        var labels = deployment.StatefulSet.Spec.Template.Metadata.Labels;
        return selector.MatchLabels is { Count: > 0 } wanted && wanted.All(label => Has(labels, label.Key, label.Value));
    }

    private static bool Has(IDictionary<string, string> labels, string name, string value) =>
        labels.TryGetValue(name, out var found) && found == value;
}
