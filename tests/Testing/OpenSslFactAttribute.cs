using Xunit;

namespace Testing;

/// <summary>A fact that needs <see cref="OpenSsl"/>; skipped, visibly, where it is absent.</summary>
public sealed class OpenSslFactAttribute : FactAttribute
{
    public OpenSslFactAttribute() => Skip = OpenSsl.WhyAbsent;
}
