using System.Diagnostics;
using System.Globalization;

namespace MiniDms.Hosting;

/// <summary>
/// Starts a sidecar with the share of the processors that it has beside DMS in a pod. There the kernel divides busy processors by the
/// requests of the containers, 50m to 500m (deploy/k8s); a plain child would have as much as the server, and hold requests up while it
/// merges what was uploaded.
/// </summary>
internal static class SmallShare
{
    // A process of this niceness has the weight 110, and a usual one 1024: about one to nine, as by those requests.
    private const int Niceness = 10;

    private const string Nice = "nice";

    /// <summary>How to start a program so; as it is where there is no <c>nice</c>.</summary>
    public static ProcessStartInfo Of(string program, IEnumerable<string> arguments) => IsInstalled()
        ? new ProcessStartInfo(Nice, ["-n", Niceness.ToString(CultureInfo.InvariantCulture), program, .. arguments])
        : new ProcessStartInfo(program, arguments);

    private static bool IsInstalled() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, Nice)));
}
