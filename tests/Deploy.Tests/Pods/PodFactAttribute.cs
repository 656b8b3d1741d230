using Deploy.Tests.Support;

namespace Deploy.Tests.Pods;

/// <summary>A fact that builds images and runs a pod; skipped, visibly, where that is not possible.</summary>
public sealed class PodFactAttribute : FactAttribute
{
    public PodFactAttribute() => Skip = Kubectl.WhyAbsent ?? Podman.WhyAbsent;
}
