namespace Deploy.Tests.Support;

/// <summary>A theory over rendered manifests; skipped, visibly, where they cannot be rendered.</summary>
public sealed class KubectlTheoryAttribute : TheoryAttribute
{
    public KubectlTheoryAttribute() => Skip = Kubectl.WhyAbsent;
}
