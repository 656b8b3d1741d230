using System.Diagnostics;

namespace Dms.Client.Subscription;

/// <summary>The one meter and the one source of activities of the client. docs/telemetry.md names what they give.</summary>
internal static class ClientTelemetry
{
    /// <summary>The name of both.</summary>
    public const string Name = "Dms.Client";

    private static readonly ActivitySource Activities = new(Name);

    /// <summary>Something about a release begins; null where nobody listens.</summary>
    public static Activity? Begin(string name, long generation) => Activities.StartActivity(name)?.SetTag("generation", generation);
}
