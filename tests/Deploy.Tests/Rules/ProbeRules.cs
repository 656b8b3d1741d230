using Deploy.Tests.Manifests;
using k8s.Models;

namespace Deploy.Tests.Rules;

/// <summary>What is asked of whom, and what follows from the answers.</summary>
internal static class ProbeRules
{
    private const string Distribution = "schemaclaims.v1.Distribution";

    private const int ShortestWait = 300;
    private const int DefaultPeriod = 10;
    private const int DefaultFailures = 3;

    public static IEnumerable<string> ProbesAreSet(Deployment deployment)
    {
        foreach (var container in deployment.Containers)
        {
            if (container.StartupProbe is null)
                yield return $"{container.Name} has no startup probe.";
            if (container.LivenessProbe is null)
                yield return $"{container.Name} has no liveness probe.";
        }

        if (deployment.Dms.ReadinessProbe is null)
            yield return "dms has no readiness probe.";
        if (deployment.Sidecar.ReadinessProbe is not null)
            yield return "schema-claims has a readiness probe, which counts for the pod: DMS would be out of service when the sidecar is.";
    }

    /// <summary>DMS starts after the sidecar, once that has a snapshot.</summary>
    public static IEnumerable<string> DmsStartsWithASnapshot(Deployment deployment)
    {
        if (!(deployment.Pod.InitContainers ?? []).Contains(deployment.Sidecar) || deployment.Sidecar.RestartPolicy != "Always")
            yield return "schema-claims is no init container that is restarted always: DMS does not wait for it, or for ever.";
        if (deployment.Sidecar.StartupProbe?.Grpc is not { Service: Distribution })
            yield return $"The startup probe of schema-claims does not ask for {Distribution}: DMS starts before there is a snapshot.";
    }

    /// <summary>Somebody must upload something first, and until then a sidecar has nothing to give.</summary>
    public static IEnumerable<string> TheFirstUploadIsWaitedFor(Deployment deployment)
    {
        var probe = deployment.Sidecar.StartupProbe;
        var wait = (probe?.PeriodSeconds ?? DefaultPeriod) * (probe?.FailureThreshold ?? DefaultFailures);
        if (wait < ShortestWait)
            yield return $"schema-claims is killed {wait} s after its start, again and again, until there is a first upload.";
        if (deployment.StatefulSet.Spec.PodManagementPolicy != "Parallel")
            yield return "Pods start one after the other: the first that waits keeps back all others.";
    }

    /// <summary>A restart brings back no database: liveness asks whether the process answers, and nothing that looks further.</summary>
    public static IEnumerable<string> LivenessLooksAtTheProcessAlone(Deployment deployment) =>
        deployment.Containers
            .Where(container => container.LivenessProbe is { } probe && !LooksAtTheProcessAlone(probe))
            .Select(container => $"The liveness probe of {container.Name} asks for more than whether the process answers.");

    private static bool LooksAtTheProcessAlone(V1Probe probe) =>
        probe is { Exec: null, HttpGet: null }
        && (probe.TcpSocket is not null || (probe.Grpc is { } grpc && string.IsNullOrEmpty(grpc.Service)));

    /// <summary>The port that is asked is the one on which health, and nothing else, is served.</summary>
    public static IEnumerable<string> ProbesAskThePortOfHealth(Deployment deployment)
    {
        var health = new Uri(deployment.Setting("Listen__Health") ?? "http://0.0.0.0:0");
        if (health.IsLoopback)
            yield return $"Health is served at {health.Host}, where probes, which come from the node, do not reach it.";
        foreach (var probe in new[] { deployment.Sidecar.StartupProbe, deployment.Sidecar.LivenessProbe })
        {
            if (probe?.Grpc is { } grpc && grpc.Port != health.Port)
                yield return $"A probe of schema-claims asks port {grpc.Port}, but health is served at {health.Port}.";
        }
    }
}
