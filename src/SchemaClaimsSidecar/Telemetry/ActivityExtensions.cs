using System.Diagnostics;

namespace SchemaClaimsSidecar.Telemetry;

/// <summary>How activities end.</summary>
internal static class ActivityExtensions
{
    /// <summary>Marks an activity as failed; the message is for a person.</summary>
    public static void Fail(this Activity? activity, string message) => activity?.SetStatus(ActivityStatusCode.Error, message);
}
