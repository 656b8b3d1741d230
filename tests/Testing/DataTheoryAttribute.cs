using Xunit;

namespace Testing;

/// <summary>A theory over the real schemas and claims; skipped, visibly, where they are absent.</summary>
public sealed class DataTheoryAttribute : TheoryAttribute
{
    public DataTheoryAttribute() => Skip = RealData.WhyAbsent;
}
