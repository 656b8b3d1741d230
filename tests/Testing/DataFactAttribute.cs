using Xunit;

namespace Testing;

/// <summary>A fact over the real schemas and claims; skipped, visibly, where they are absent.</summary>
public sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute() => Skip = RealData.WhyAbsent;
}
