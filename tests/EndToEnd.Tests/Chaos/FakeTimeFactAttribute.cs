namespace EndToEnd.Tests.Chaos;

/// <summary>A fact that needs <see cref="FakeTime"/>; skipped, visibly, where that is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FakeTimeFactAttribute : FactAttribute
{
    public FakeTimeFactAttribute() => Skip = FakeTime.WhyAbsent;
}
