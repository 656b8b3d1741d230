using Xunit;

namespace Testing;

/// <summary>A fact that needs append-only files on a <see cref="TinyFileSystem"/>; skipped, visibly, where there are none.</summary>
public sealed class AppendOnlyMountFactAttribute : FactAttribute
{
    public AppendOnlyMountFactAttribute() => Skip = TinyFileSystem.WhyNoAppendOnly;
}
