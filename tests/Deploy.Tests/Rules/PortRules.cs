using Deploy.Tests.Manifests;
using k8s.Models;

namespace Deploy.Tests.Rules;

/// <summary>Whoever asks for a port, by its name or number, finds it.</summary>
internal static class PortRules
{
    /// <summary>The pods are the stateful set's, and get their names from a service of it that has no address of its own.</summary>
    public static IEnumerable<string> PodsAreFound(Deployment deployment)
    {
        var set = deployment.StatefulSet.Spec;
        if (!deployment.IsSelectedBy(set.Selector))
            yield return "The stateful set does not select its own pods.";
        var services = deployment.Objects.OfType<V1Service>().ToArray();
        if (!Array.Exists(services, service => service.Metadata.Name == set.ServiceName && service.Spec.ClusterIP == "None"))
            yield return $"There is no headless service {set.ServiceName}: pods have no names.";
        var labels = set.Template.Metadata.Labels;
        foreach (var service in services.Where(service => !service.Spec.Selector.All(labels.Contains)))
            yield return $"The service {service.Metadata.Name} selects no pod.";
    }

    public static IEnumerable<string> NamedPortsExist(Deployment deployment)
    {
        var named = deployment.Containers.SelectMany(container => container.Ports ?? []).Select(port => port.Name).ToHashSet();
        foreach (var port in deployment.Objects.OfType<V1Service>().SelectMany(service => service.Spec.Ports))
        {
            if (!named.Contains(port.TargetPort?.Value ?? ""))
                yield return $"A service leads to the port {port.TargetPort?.Value}, which no container has.";
        }

        foreach (var port in deployment.One<V1NetworkPolicy>().Spec.Ingress.SelectMany(rule => rule.Ports ?? []))
        {
            if (!named.Contains(port.Port.Value))
                yield return $"The network policy opens the port {port.Port.Value}, which no container has.";
        }

        foreach (var container in deployment.Containers)
        {
            foreach (var probed in ProbedBy(container).Where(probed => container.Ports?.Any(port => port.Name == probed) != true))
                yield return $"A probe of {container.Name} asks the port {probed}, which it does not have.";
        }
    }

    /// <summary>What listens on the network says so, with the number that it listens on.</summary>
    public static IEnumerable<string> PortsAreListenedOn(Deployment deployment)
    {
        var listens = new[] { deployment.Setting("Listen__Health"), deployment.Setting("Listen__Management") }
            .OfType<string>().Select(address => new Uri(address)).Where(address => !address.IsLoopback).Select(address => address.Port);
        if (!listens.ToHashSet().SetEquals((deployment.Sidecar.Ports ?? []).Select(port => port.ContainerPort)))
            yield return "The ports of schema-claims are not those on which it listens.";
    }

    private static IEnumerable<string> ProbedBy(V1Container container) =>
        new[] { container.StartupProbe, container.ReadinessProbe, container.LivenessProbe }.OfType<V1Probe>()
            .Select(probe => (probe.HttpGet?.Port ?? probe.TcpSocket?.Port)?.Value).OfType<string>();
}
