using Deploy.Tests.Support;
using k8s.Models;

namespace Deploy.Tests.Manifests;

/// <summary>What an overlay is for.</summary>
public sealed class OverlayTests
{
    [KubectlFact]
    public void Single_HasAStoreOfItsOwn()
    {
        var single = Overlays.Read("single");

        Assert.Equal("File", single.Setting("Store__Kind"));
        Assert.Equal(1, single.StatefulSet.Spec.Replicas);
    }

    [KubectlTheory]
    [InlineData("fleet")]
    [InlineData("tls")]
    public void Fleet_OfSeveralPods_SharesAHistoryWhoseAddressIsASecret(string overlay)
    {
        var fleet = Overlays.Read(overlay);

        Assert.Equal("Postgres", fleet.Setting("Store__Kind"));
        Assert.True(fleet.StatefulSet.Spec.Replicas > 1);
        Assert.NotNull(VolumeOf(fleet, fleet.Setting("Store__Postgres__ConnectionStringFile")!).Secret);
        // Not all on the node that fails.
        var spread = Assert.Single(fleet.Pod.TopologySpreadConstraints);
        Assert.True(spread.TopologyKey == "kubernetes.io/hostname" && fleet.IsSelectedBy(spread.LabelSelector));
    }

    [KubectlFact]
    public void Tls_ByItsService_IsAdministeredBeforeTheFirstUploadByWhoIsKnown()
    {
        var tls = Overlays.Read("tls");
        var service = tls.Objects.OfType<V1Service>().Single(one => one.Spec.Ports.Any(port => port.Name == "management"));

        // Pods that wait for the first upload are not ready, and take it from there.
        Assert.True(service.Spec.PublishNotReadyAddresses);
        Assert.StartsWith("https://", tls.Setting("Listen__Management"), StringComparison.Ordinal);
        Assert.NotNull(VolumeOf(tls, tls.Setting("Tls__KeyFile")!).Secret);
        Assert.NotNull(VolumeOf(tls, tls.Setting("Tls__ClientCaFile")!).Secret);
        Assert.NotNull(VolumeOf(tls, tls.Sidecar.Env.Single(variable => variable.Name == "PGSSLROOTCERT").Value).ConfigMap);
    }

    private static V1Volume VolumeOf(Deployment deployment, string path) =>
        deployment.Volume(Deployment.MountOf(deployment.Sidecar, path)!.Name)!;
}
