using Deploy.Tests.Manifests;
using k8s.Models;

namespace Deploy.Tests.Rules;

/// <summary>Manifests that break one rule each, or that rule in several ways.</summary>
internal static class Breakages
{
    public static IReadOnlyList<(string Rule, string Finding, Action<Deployment> Break)> All { get; } =
    [
        (nameof(ImageRules.ImagesArePinned), "'dms:latest'", it => it.Dms.Image = "dms:latest"),
        (nameof(ImageRules.ImagesArePinned), "'registry:5000/dms'", it => it.Dms.Image = "registry:5000/dms"),
        (nameof(ProbeRules.ProbesAreSet), "dms has no readiness probe", it => it.Dms.ReadinessProbe = null),
        (nameof(ProbeRules.ProbesAreSet), "schema-claims has no liveness probe", it => it.Sidecar.LivenessProbe = null),
        (nameof(ProbeRules.ProbesAreSet), "dms has no startup probe", it => it.Dms.StartupProbe = null),
        (nameof(ProbeRules.ProbesAreSet), "which counts for the pod", it => it.Sidecar.ReadinessProbe = it.Sidecar.StartupProbe),
        (nameof(ProbeRules.DmsStartsWithASnapshot), "DMS does not wait", it => it.Sidecar.RestartPolicy = null),
        (nameof(ProbeRules.DmsStartsWithASnapshot), "DMS does not wait", MakeTheSidecarAContainer),
        (nameof(ProbeRules.DmsStartsWithASnapshot), "before there is a snapshot", it => it.Sidecar.StartupProbe.Grpc.Service = null),
        (nameof(ProbeRules.TheFirstUploadIsWaitedFor), "killed 3 s", it => it.Sidecar.StartupProbe.FailureThreshold = null),
        (nameof(ProbeRules.TheFirstUploadIsWaitedFor), "keeps back", it => it.StatefulSet.Spec.PodManagementPolicy = null),
        (nameof(ProbeRules.LivenessLooksAtTheProcessAlone), "schema-claims asks",
            it => it.Sidecar.LivenessProbe.Grpc.Service = "schemaclaims.v1.Admin"),
        (nameof(ProbeRules.LivenessLooksAtTheProcessAlone), "schema-claims asks", it => it.Sidecar.LivenessProbe = Executing("status")),
        (nameof(ProbeRules.LivenessLooksAtTheProcessAlone), "dms asks", it => it.Dms.LivenessProbe = it.Dms.ReadinessProbe),
        (nameof(ProbeRules.ProbesAskThePortOfHealth), "port 8081", it => it.Sidecar.LivenessProbe.Grpc.Port = 8081),
        (nameof(ProbeRules.ProbesAskThePortOfHealth), "served at 127.0.0.1", it => Set(it, "Listen__Health", "http://127.0.0.1:8082")),
        (nameof(ResourceRules.ResourcesAreLimited), "no memory in its limits", it => it.Sidecar.Resources.Limits.Remove("memory")),
        (nameof(ResourceRules.ResourcesAreLimited), "no cpu in its requests", it => it.Dms.Resources.Requests.Remove("cpu")),
        (nameof(ResourceRules.VolumesInMemoryAreLimited), "socket may grow", it => it.Volume("socket")!.EmptyDir.SizeLimit = null),
        (nameof(ResourceRules.ThereIsTimeToStop), "less than 30 s", it => it.Pod.TerminationGracePeriodSeconds = 5),
        (nameof(SecretRules.NoSecretIsInClear), "The secret release-key is in", it => it.Objects.Add(Secret("release-key"))),
        (nameof(SecretRules.NoSecretIsInClear), "ConnectionString of",
            it => Set(it, "Store__Postgres__ConnectionString", "Host=db;Username=a")),
        (nameof(SecretRules.NoSecretIsInClear), "DATABASE of dms", it => it.Dms.Env.Add(Variable("DATABASE", "Host=db;Password=x"))),
        (nameof(SecretRules.SecretsComeAsFiles), "schema-claims has a secret",
            it => it.Sidecar.EnvFrom = [new V1EnvFromSource { SecretRef = new() }]),
        (nameof(SecretRules.SecretsAreReadByTheirOwnersAlone), "by everybody",
            it => it.Volume("release-key")!.Secret.DefaultMode = 0x1A4),
        (nameof(SecretRules.SecretsAreReadByTheirOwnersAlone), "DMS has the secret", it => Mount(it.Dms, "release-key", "/etc/key")),
        (nameof(SecurityRules.NamespaceIsRestricted), "does not enforce", it => it.One<V1Namespace>().Metadata.Labels = null),
        (nameof(SecurityRules.PodIsRestricted), "as root", it => it.Pod.SecurityContext.RunAsNonRoot = false),
        (nameof(SecurityRules.PodIsRestricted), "system call", it => it.Pod.SecurityContext.SeccompProfile.Type = "Unconfined"),
        (nameof(SecurityRules.PodIsRestricted), "no group", it => it.Pod.SecurityContext.FsGroup = null),
        (nameof(SecurityRules.PodIsRestricted), "its node",
            it => it.Volume("socket")!.HostPath = new V1HostPathVolumeSource { Path = "/run" }),
        (nameof(SecurityRules.PodIsRestricted), "a token", it => it.Pod.AutomountServiceAccountToken = null),
        (nameof(SecurityRules.PodIsRestricted), "a token", it => it.One<V1ServiceAccount>().AutomountServiceAccountToken = null),
        (nameof(SecurityRules.PodIsRestricted), "makes variables", it => it.Pod.EnableServiceLinks = null),
        (nameof(SecurityRules.ContainersAreRestricted), "not root's", it => it.Dms.SecurityContext.RunAsGroup = null),
        (nameof(SecurityRules.ContainersAreRestricted), "not root.", it => it.Sidecar.SecurityContext.RunAsUser = 0),
        (nameof(SecurityRules.ContainersAreRestricted), "gain privileges", it => it.Dms.SecurityContext.AllowPrivilegeEscalation = null),
        (nameof(SecurityRules.ContainersAreRestricted), "into its image",
            it => it.Sidecar.SecurityContext.ReadOnlyRootFilesystem = false),
        (nameof(SecurityRules.ContainersAreRestricted), "keeps capabilities",
            it => it.Dms.SecurityContext.Capabilities.Drop = ["NET_RAW"]),
        (nameof(NetworkRules.NetworkIsClosed), "in both directions", it => it.One<V1NetworkPolicy>().Spec.PolicyTypes.Remove("Egress")),
        (nameof(NetworkRules.NetworkIsClosed), "in both directions",
            it => it.One<V1NetworkPolicy>().Spec.PodSelector.MatchLabels["app.kubernetes.io/name"] = "x"),
        (nameof(NetworkRules.NetworkIsClosed), "may come in", it => it.One<V1NetworkPolicy>().Spec.Ingress[0].FromProperty = null),
        (nameof(NetworkRules.NetworkIsClosed), "may come in",
            it => it.One<V1NetworkPolicy>().Spec.Ingress[0].FromProperty[0].NamespaceSelector.MatchLabels = null),
        (nameof(NetworkRules.NetworkIsOpenWhereItMustBe), "come in at http", it => it.One<V1NetworkPolicy>().Spec.Ingress.Clear()),
        (nameof(NetworkRules.NetworkIsOpenWhereItMustBe), "5432/TCP is not", it => it.One<V1NetworkPolicy>().Spec.Egress.RemoveAt(1)),
        (nameof(NetworkRules.NetworkIsOpenWhereItMustBe), "53/UDP is not",
            it => it.One<V1NetworkPolicy>().Spec.Egress[0].Ports.RemoveAt(0)),
        (nameof(NetworkRules.NetworkIsClosed), "may go out", it => it.One<V1NetworkPolicy>().Spec.Egress[0].Ports = null),
        (nameof(SecurityRules.DisruptionsAreBounded), "drained at once",
            it => it.One<V1PodDisruptionBudget>().Spec.MaxUnavailable = null),
        (nameof(SecurityRules.DisruptionsAreBounded), "drained at once",
            it => it.One<V1PodDisruptionBudget>().Spec.MaxUnavailable = "100%"),
        (nameof(SecurityRules.DisruptionsAreBounded), "every node", it => it.One<V1PodDisruptionBudget>().Spec.MaxUnavailable = 0),
        (nameof(SecurityRules.DisruptionsAreBounded), "from being drained",
            it => it.One<V1PodDisruptionBudget>().Spec.UnhealthyPodEvictionPolicy = null),
        (nameof(SecurityRules.ContainersAreApart), "the same user", it => it.Dms.SecurityContext.RunAsUser = 10801),
        (nameof(PortRules.PodsAreFound), "its own pods", it => it.StatefulSet.Spec.Selector.MatchLabels["app.kubernetes.io/name"] = "x"),
        (nameof(PortRules.PodsAreFound), "no headless service dms-pod:", it => it.StatefulSet.Spec.ServiceName = "dms-pod"),
        (nameof(PortRules.PodsAreFound), "no headless service dms-pods:", it => Service(it, "dms-pods").Spec.ClusterIP = null),
        (nameof(PortRules.PodsAreFound), "service dms selects", it => Service(it, "dms").Spec.Selector["app.kubernetes.io/name"] = "x"),
        (nameof(PortRules.NamedPortsExist), "A service leads to", it => Service(it, "dms").Spec.Ports[0].TargetPort = "web"),
        (nameof(PortRules.NamedPortsExist), "policy opens", it => it.One<V1NetworkPolicy>().Spec.Ingress[0].Ports[0].Port = "web"),
        (nameof(PortRules.NamedPortsExist), "A probe of dms", it => it.Dms.ReadinessProbe.HttpGet.Port = "web"),
        (nameof(PortRules.PortsAreListenedOn), "on which it listens", it => it.Sidecar.Ports[0].ContainerPort = 8083),
        (nameof(VolumeRules.DmsReachesItsSocket), "in no volume in memory", it => Set(it, "Listen__Dms", "unix:///tmp/dms.sock")),
        (nameof(VolumeRules.DmsReachesItsSocket), "does not have the volume",
            it => it.Dms.VolumeMounts.Remove(it.Dms.VolumeMounts.Single(mount => mount.Name == "socket"))),
        (nameof(VolumeRules.DmsReachesNoAdministration), "of the administration socket",
            it => Set(it, "Listen__AdminSocket", "/run/schema-claims/admin.sock")),
        (nameof(VolumeRules.StateIsKept), "outlives the pod", it => Set(it, "Store__Folder", "/tmp/store")),
        (nameof(VolumeRules.StateIsKept), "the sidecar's store",
            it => it.Dms.VolumeMounts.Single(mount => mount.Name == "state").SubPath = "sidecar"),
        (nameof(VolumeRules.StateIsKept), "the sidecar's store",
            it => it.Dms.VolumeMounts.Single(mount => mount.Name == "state").SubPath = null),
        (nameof(VolumeRules.StateIsKept), "last known good",
            it => it.Dms.VolumeMounts.Remove(it.Dms.VolumeMounts.Single(mount => mount.Name == "state"))),
        (nameof(VolumeRules.TheOnlyStoreIsNeverDeleted), "only copy",
            it => it.StatefulSet.Spec.PersistentVolumeClaimRetentionPolicy.WhenDeleted = "Delete"),
        (nameof(VolumeRules.TheOnlyStoreIsNeverDeleted), "only copy",
            it => it.StatefulSet.Spec.PersistentVolumeClaimRetentionPolicy.WhenScaled = "Delete"),
        (nameof(VolumeRules.SignaturesAreChecked), "not signed", it => Unset(it, "Signing__KeyFiles__0")),
        (nameof(VolumeRules.SignaturesAreChecked), "no keys",
            it => it.Dms.VolumeMounts.Remove(it.Dms.VolumeMounts.Single(mount => mount.Name == "trusted-keys"))),
        (nameof(VolumeRules.FilesAreMounted), "TokenFile is in no volume", it => Set(it, "Access__TokenFile", "/etc/tokens")),
        (nameof(VolumeRules.FilesAreMounted), "KeyFiles__0 is not among", it => it.Volume("release-key")!.Secret.Items[0].Path = "key.pem"),
        (nameof(VolumeRules.TemporaryFilesHaveAPlace), "schema-claims has no place",
            it => it.Sidecar.VolumeMounts.Remove(it.Sidecar.VolumeMounts.Single(mount => mount.MountPath == "/tmp"))),
        (nameof(OptionRules.ArgumentsExist), "'--socket'", it => it.Sidecar.Args.Add("--socket")),
        (nameof(OptionRules.SettingsExist), "SCHEMACLAIMS_Listen__Helth", it => Set(it, "Listen__Helth", "http://0.0.0.0:1")),
        (nameof(OptionRules.SettingsExist), "SCHEMACLAIMS_Signing__KeyFiles",
            it => Set(it, "Signing__KeyFiles", "/etc/schema-claims/tokens/a")),
        (nameof(OptionRules.TheToolFindsTheSidecar), "nobody listens", it => Set(it, "Listen__AdminSocket", "/run/schema-claims-admin/a")),
        (nameof(OptionRules.AdministratorsAreKnown), "no file with tokens", it => Unset(it, "Access__TokenFile")),
        (nameof(OptionRules.AdministratorsAreKnown), "no authority", it => Set(it, "Access__CertificateChange__0", "CN=ann")),
    ];

    private static void Set(Deployment it, string setting, string value)
    {
        var name = $"SCHEMACLAIMS_{setting}";
        it.Sidecar.Env = [.. it.Sidecar.Env.Where(variable => variable.Name != name), Variable(name, value)];
    }

    private static void Unset(Deployment it, string setting) =>
        it.Sidecar.Env = [.. it.Sidecar.Env.Where(variable => variable.Name != $"SCHEMACLAIMS_{setting}")];

    private static V1EnvVar Variable(string name, string value) => new() { Name = name, Value = value };

    private static void Mount(V1Container container, string volume, string path) =>
        container.VolumeMounts.Add(new V1VolumeMount { Name = volume, MountPath = path, ReadOnlyProperty = true });

    private static V1Probe Executing(string command) =>
        new() { Exec = new V1ExecAction { Command = ["schema-claims-sidecar", command] } };

    private static V1Service Service(Deployment it, string name) =>
        it.Objects.OfType<V1Service>().Single(service => service.Metadata.Name == name);

    private static V1Secret Secret(string name) => new() { Metadata = new V1ObjectMeta { Name = name } };

    private static void MakeTheSidecarAContainer(Deployment it)
    {
        it.Pod.Containers.Add(it.Sidecar);
        it.Pod.InitContainers = [];
    }
}
