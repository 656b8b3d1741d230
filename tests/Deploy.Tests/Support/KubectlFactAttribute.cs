namespace Deploy.Tests.Support;

/// <summary>A fact over rendered manifests; skipped, visibly, where they cannot be rendered.</summary>
public sealed class KubectlFactAttribute : FactAttribute
{
    public KubectlFactAttribute() => Skip = Kubectl.WhyAbsent;
}
