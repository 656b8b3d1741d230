namespace Deploy.Tests.Systemd;

/// <summary>A fact that needs systemd-analyze; skipped, visibly, where it is absent.</summary>
public sealed class SystemdFactAttribute : FactAttribute
{
    public SystemdFactAttribute() => Skip = Units.WhyAbsent;
}
