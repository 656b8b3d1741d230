using Deploy.Tests.Manifests;
using k8s.Models;

namespace Deploy.Tests.Rules;

/// <summary>Who may reach the pod, and whom it reaches.</summary>
internal static class NetworkRules
{
    // Probes come from the node, for which policies do not hold.
    private const string Probed = "health";

    private static readonly string[] Needed = ["53/UDP", "53/TCP", "5432/TCP"];

    public static IEnumerable<string> NetworkIsClosed(Deployment deployment)
    {
        var policy = deployment.One<V1NetworkPolicy>().Spec;
        if (!deployment.IsSelectedBy(policy.PodSelector) || !policy.PolicyTypes.ToHashSet().SetEquals(["Egress", "Ingress"]))
            yield return "No network policy closes the pod in both directions.";
        if ((policy.Ingress ?? []).Any(rule => !AreNamed(rule.FromProperty) || rule.Ports is not { Count: > 0 }))
            yield return "Anybody, or anything, may come in.";
        if ((policy.Egress ?? []).Any(rule => !AreNamed(rule.To) || rule.Ports is not { Count: > 0 }))
            yield return "Anything may go out, or anywhere.";
    }

    /// <summary>What is closed must not be what the pod lives by: its ports, names, and PostgreSQL.</summary>
    public static IEnumerable<string> NetworkIsOpenWhereItMustBe(Deployment deployment)
    {
        var policy = deployment.One<V1NetworkPolicy>().Spec;
        var open = (policy.Ingress ?? []).SelectMany(rule => rule.Ports ?? []).Select(port => port.Port.Value).ToHashSet();
        foreach (var port in deployment.Containers.SelectMany(container => container.Ports ?? []).Where(port => port.Name != Probed))
        {
            if (!open.Contains(port.Name))
                yield return $"Nobody may come in at {port.Name}.";
        }

        var reached = (policy.Egress ?? []).SelectMany(rule => rule.Ports ?? [])
            .Select(port => $"{port.Port.Value}/{port.Protocol ?? "TCP"}").ToHashSet();
        foreach (var needed in Needed.Where(needed => !reached.Contains(needed)))
            yield return $"{needed} is not reached: names need port 53, and documents PostgreSQL.";
    }

    private static bool AreNamed(IList<V1NetworkPolicyPeer>? peers) => peers is { Count: > 0 } && peers.All(peer =>
        peer.NamespaceSelector?.MatchLabels is { Count: > 0 } || peer.PodSelector?.MatchLabels is { Count: > 0 });
}
