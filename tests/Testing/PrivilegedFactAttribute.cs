using Xunit;

namespace Testing;

/// <summary>A fact that needs the rights of root, such as to be somebody else; skipped, visibly, without them.</summary>
public sealed class PrivilegedFactAttribute : FactAttribute
{
    public PrivilegedFactAttribute() => Skip = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess ? null : "It needs root on Linux.";
}
