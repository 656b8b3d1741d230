using Xunit;

namespace Testing;

/// <summary>A fact that needs a <see cref="TinyFileSystem"/>; skipped, visibly, where mounting is not possible.</summary>
public sealed class MountFactAttribute : FactAttribute
{
    public MountFactAttribute() => Skip = TinyFileSystem.WhyImpossible;
}
