using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SchemaClaimsSidecar.Telemetry;

/// <summary>The one meter and the one source of activities of the sidecar. docs/telemetry.md names what they give.</summary>
internal static class SidecarTelemetry
{
    /// <summary>The name of both.</summary>
    public const string Name = "SchemaClaimsSidecar";

    /// <summary>The activities; where nobody listens none is made.</summary>
    public static ActivitySource Activities { get; } = new(Name);

    /// <summary>The meter, the same for all who ask the same factory.</summary>
    public static Meter CreateSidecarMeter(this IMeterFactory meters) => meters.Create(Name);
}
