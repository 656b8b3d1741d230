using System.Diagnostics;
using System.Globalization;

namespace MiniDms.Hosting;

/// <summary>
/// Starts a sidecar with the share of the processors that it has beside DMS in a pod. There the kernel divides busy processors by the
/// requests of the containers, 50m to 500m (deploy/k8s); a plain child would have as much as the server, and hold requests up while it
/// compiles what was uploaded.
/// </summary>
internal static class SmallShare
{
    // A process of this niceness has the weight 110, and a usual one 1024: about one to nine, as by those requests.
    private const int Niceness = 10;

    private const string Nice = "nice";
    private const string NewSession = "setsid";

    private static string Value => Niceness.ToString(CultureInfo.InvariantCulture);

    // Without a session of its own it would be that of this process which is lowered.
    private static bool HasSession => IsInstalled(Nice) && IsInstalled(NewSession);

    /// <summary>How to start a program so; as it is where there is no <c>nice</c>.</summary>
    public static ProcessStartInfo Of(string program, IEnumerable<string> arguments)
    {
        string[] session = HasSession ? [NewSession] : [];
        string[] share = IsInstalled(Nice) ? [Nice, "-n", Value] : [];
        string[] command = [.. session, .. share, program, .. arguments];
        return new ProcessStartInfo(command[0], command[1..]);
    }

    /// <summary>
    /// Lowers the session of a program that was started so and runs. Where Linux groups processes by session (autogroup), niceness counts
    /// only within one, and the backends of PostgreSQL have sessions of their own.
    /// </summary>
    public static void Apply(Process process)
    {
        var group = $"/proc/{process.Id}/autogroup";
        if (!HasSession || !File.Exists(group))
            return;
        try
        {
            File.WriteAllText(group, Value);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The sidecar's session keeps its weight: {refused.Message}");
        }
    }

    private static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
