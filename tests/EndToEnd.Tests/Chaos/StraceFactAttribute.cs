namespace EndToEnd.Tests.Chaos;

/// <summary>A fact that needs <see cref="FailingFlushes"/>; skipped, visibly, where that is not possible.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class StraceFactAttribute : FactAttribute
{
    public StraceFactAttribute() => Skip = FailingFlushes.WhyAbsent;
}
