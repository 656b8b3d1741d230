using k8s;
using k8s.Models;

namespace Deploy.Tests.Manifests;

/// <summary>Everything that an overlay asks Kubernetes for.</summary>
internal sealed class Deployment(List<object> objects)
{
    private const string SidecarName = "schema-claims";

    public List<object> Objects { get; } = objects;

    public V1StatefulSet StatefulSet => One<V1StatefulSet>();

    public V1PodSpec Pod => StatefulSet.Spec.Template.Spec;

    public V1Container Sidecar => Pod.InitContainers.Concat(Pod.Containers).Single(container => container.Name == SidecarName);

    public V1Container Dms => Pod.Containers.Single(container => container.Name == "dms");

    public IEnumerable<V1Container> Containers => [.. Pod.InitContainers ?? [], .. Pod.Containers];

    /// <summary>Reads objects, each field of which must exist in Kubernetes, once, and with a value of its type.</summary>
    public static Deployment Parse(string yaml) => new(KubernetesYaml.LoadAllFromString(yaml, strict: true));

    public T One<T>() => Objects.OfType<T>().Single();

    /// <summary>The value of one of the sidecar's variables; null when it is not set.</summary>
    public string? Setting(string name) => Sidecar.Env.SingleOrDefault(variable => variable.Name == $"SCHEMACLAIMS_{name}")?.Value;

    /// <summary>The volume that a path of a container is in; null when it is in the image.</summary>
    public static V1VolumeMount? MountOf(V1Container container, string path) => container.VolumeMounts
        .Where(mount => path.StartsWith(mount.MountPath + "/", StringComparison.Ordinal) || path == mount.MountPath)
        .MaxBy(mount => mount.MountPath.Length);

    /// <summary>Whether a selector means the pod.</summary>
    public bool IsSelectedBy(V1LabelSelector selector) =>
        selector.MatchLabels is { Count: > 0 } wanted && wanted.All(StatefulSet.Spec.Template.Metadata.Labels.Contains);

    public V1Volume? Volume(string name) => Pod.Volumes.SingleOrDefault(volume => volume.Name == name);
}
