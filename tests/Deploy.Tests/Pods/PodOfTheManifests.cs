using Deploy.Tests.Manifests;
using EndToEnd.Tests.Support;
using k8s;
using k8s.Models;

namespace Deploy.Tests.Pods;

/// <summary>
/// The pod of an overlay as podman understands it. What differs from what Kubernetes is given: the images; both containers start at
/// once; nothing probes them, and they have no ports; and volumes are folders of this machine, with the group and the mode that the
/// kubelet would give them.
/// </summary>
internal static class PodOfTheManifests
{
    public const string Name = "dms-0";

    private const string AsTheKubelet =
        "chgrp -R $1 $0 && find $0 -type f -exec chmod 0440 {} + && find $0 -mindepth 1 -type d -exec chmod 2770 {} +";

    /// <param name="deployment">The overlay; it is changed.</param>
    /// <param name="folder">Where the volumes are made.</param>
    /// <param name="files">What is in secrets and config maps: the file's name below its volume, and its content.</param>
    /// <returns>The manifest of the pod.</returns>
    public static async Task<string> MakeAsync(Deployment deployment, string folder, IReadOnlyDictionary<string, string> files)
    {
        var pod = deployment.Pod;
        var (sidecar, dms) = (deployment.Sidecar, deployment.Dms);
        sidecar.Image = "localhost/sidecar:test";
        dms.Image = "localhost/dms:test";
        dms.Args = ["host", "/run/schema-claims/dms.sock", "/var/lib/dms/last-known-good"];
        pod.InitContainers = null;
        pod.Containers = [sidecar, dms];
        pod.SecurityContext.SupplementalGroups = [pod.SecurityContext.FsGroup!.Value];
        pod.Volumes = [];
        foreach (var container in pod.Containers)
        {
            (container.RestartPolicy, container.Ports) = (null, null);
            (container.StartupProbe, container.ReadinessProbe, container.LivenessProbe) = (null, null, null);
            foreach (var mount in container.VolumeMounts)
                MoveToThisMachine(pod, mount, folder);
        }

        foreach (var (name, content) in files)
            await File.WriteAllTextAsync(Path.Combine(folder, name), content);
        (await ProgramRun.OfAsync("bash", ["-c", AsTheKubelet, folder, $"{pod.SecurityContext.FsGroup}"])).Ended(0);
        return KubernetesYaml.Serialize(new V1Pod
        {
            ApiVersion = "v1", Kind = "Pod", Metadata = new V1ObjectMeta { Name = Name }, Spec = pod,
        });
    }

    // A part of a volume is a folder of its own, since podman would mount all of it.
    private static void MoveToThisMachine(V1PodSpec pod, V1VolumeMount mount, string folder)
    {
        var name = mount.SubPath is null ? mount.Name : $"{mount.Name}-{mount.SubPath}";
        (mount.Name, mount.SubPath) = (name, null);
        var path = Path.Combine(folder, name);
        if (Directory.Exists(path))
            return;
        Directory.CreateDirectory(path);
        pod.Volumes.Add(new V1Volume { Name = name, HostPath = new V1HostPathVolumeSource { Path = path, Type = "Directory" } });
    }
}
