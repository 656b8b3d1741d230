using Deploy.Tests.Support;
using YamlDotNet.Core;

namespace Deploy.Tests.Manifests;

/// <summary>The fields of the manifests are those of Kubernetes.</summary>
public sealed class KubernetesSchemaTests
{
    public static TheoryData<string> Names => [.. Overlays.All];

    [KubectlTheory]
    [MemberData(nameof(Names))]
    public void Overlay_AsRendered_HasOnlyFieldsOfKubernetes(string overlay)
    {
        var kinds = Overlays.Read(overlay).Objects.Select(one => one.GetType().Name);

        Assert.Superset(
            new HashSet<string>
            {
                "V1Namespace", "V1ServiceAccount", "V1StatefulSet", "V1Service", "V1PodDisruptionBudget", "V1NetworkPolicy",
            },
            kinds.ToHashSet());
    }

    [KubectlTheory]
    [InlineData("restartPolicy: Always", "restartPolicies: Always")]
    [InlineData("failureThreshold: 600", "failureThreshold: often")]
    [InlineData("fsGroup: 10800", "fsGroup: [10800]")]
    [InlineData("maxUnavailable: 1", "maxUnavailable: 1\n  maxAvailable: 1")]
    public void Overlay_WithAFieldThatKubernetesDoesNotHave_IsRefused(string right, string wrong)
    {
        var text = Overlays.Text("single");
        Assert.Contains(right, text, StringComparison.Ordinal);

        Assert.ThrowsAny<YamlException>(() => Deployment.Parse(text.Replace(right, wrong, StringComparison.Ordinal)));
    }
}
