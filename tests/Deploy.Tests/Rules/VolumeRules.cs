using Deploy.Tests.Manifests;

namespace Deploy.Tests.Rules;

/// <summary>What the containers share, and what they must not.</summary>
internal static class VolumeRules
{
    private const string Unix = "unix://";
    private const string Retain = "Retain";

    public static IEnumerable<string> DmsReachesItsSocket(Deployment deployment)
    {
        var socket = deployment.Setting("Listen__Dms") ?? "";
        var mount = Deployment.MountOf(deployment.Sidecar, socket.Replace(Unix, "", StringComparison.Ordinal));
        if (mount is null || deployment.Volume(mount.Name)?.EmptyDir is not { Medium: "Memory" })
            yield return "The socket of DMS is in no volume in memory.";
        else if (!deployment.Dms.VolumeMounts.Any(own => own.Name == mount.Name && own.MountPath == mount.MountPath))
            yield return "DMS does not have the volume of its socket, at the same place.";
    }

    public static IEnumerable<string> DmsReachesNoAdministration(Deployment deployment)
    {
        var mount = Deployment.MountOf(deployment.Sidecar, deployment.Setting("Listen__AdminSocket") ?? "");
        if (mount is null)
            yield return "The administration socket is in no volume.";
        else if (deployment.Dms.VolumeMounts.Any(own => own.Name == mount.Name))
            yield return "DMS has the volume of the administration socket.";
    }

    /// <summary>The store, or the copy to start from, outlives the pod.</summary>
    public static IEnumerable<string> StateIsKept(Deployment deployment)
    {
        var mount = Deployment.MountOf(deployment.Sidecar, deployment.Setting("Store__Folder") ?? "");
        if (mount is null || !deployment.StatefulSet.Spec.VolumeClaimTemplates.Any(claim => claim.Metadata.Name == mount.Name))
            yield return "The folder of the store is in no volume that outlives the pod.";
        else if (deployment.Dms.VolumeMounts.Any(own => own.Name == mount.Name && AreOneInTheOther(own.SubPath, mount.SubPath)))
            yield return "DMS has the folder of the sidecar's store.";
        else if (!deployment.Dms.VolumeMounts.Any(own => own.Name == mount.Name))
            yield return "DMS has no folder that outlives the pod, for its last known good.";
    }

    /// <summary>Where the folder is the store, nothing else has what was published: nobody but its owner takes it away.</summary>
    public static IEnumerable<string> TheOnlyStoreIsNeverDeleted(Deployment deployment)
    {
        var policy = deployment.StatefulSet.Spec.PersistentVolumeClaimRetentionPolicy;
        if ((deployment.Setting("Store__Kind") ?? "File") == "File"
            && (policy?.WhenDeleted ?? Retain, policy?.WhenScaled ?? Retain) != (Retain, Retain))
            yield return "The only copy of the store is deleted with the stateful set, or when it is scaled down.";
    }

    /// <summary>What the sidecar signs DMS can check.</summary>
    public static IEnumerable<string> SignaturesAreChecked(Deployment deployment)
    {
        if (deployment.Setting("Signing__KeyFiles__0") is null)
            yield return "Releases are not signed.";
        var keys = deployment.Dms.VolumeMounts.Where(mount => deployment.Volume(mount.Name)?.ConfigMap is not null);
        if (!keys.Any(mount => mount.ReadOnlyProperty == true))
            yield return "DMS has no keys to check signatures by.";
    }

    /// <summary>A file that a setting names is in a volume that has it.</summary>
    public static IEnumerable<string> FilesAreMounted(Deployment deployment)
    {
        foreach (var variable in deployment.Sidecar.Env.Where(one => one.Value?.StartsWith("/etc/", StringComparison.Ordinal) == true))
        {
            if (Deployment.MountOf(deployment.Sidecar, variable.Value) is not { ReadOnlyProperty: true } mount)
                yield return $"The file of {variable.Name} is in no volume that is mounted to be read.";
            else if (deployment.Volume(mount.Name) is not { } volume
                || ((volume.Secret?.Items ?? volume.ConfigMap?.Items) is { Count: > 0 } items
                    && items.All(item => $"{mount.MountPath}/{item.Path}" != variable.Value)))
                yield return $"The file of {variable.Name} is not among those of its volume.";
        }
    }

    /// <summary>The image cannot be written, and the runtime makes temporary files.</summary>
    public static IEnumerable<string> TemporaryFilesHaveAPlace(Deployment deployment) =>
        deployment.Containers
            .Where(container => !container.VolumeMounts.Any(mount =>
                mount.MountPath == "/tmp" && mount.ReadOnlyProperty != true && deployment.Volume(mount.Name)?.EmptyDir is not null))
            .Select(container => $"{container.Name} has no place for temporary files.");

    // No sub-path is the whole volume.
    private static bool AreOneInTheOther(string? one, string? other) =>
        $"{other}/".StartsWith($"{one}/", StringComparison.Ordinal) || $"{one}/".StartsWith($"{other}/", StringComparison.Ordinal)
        || string.IsNullOrEmpty(one) || string.IsNullOrEmpty(other);
}
