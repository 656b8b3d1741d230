using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EndToEnd.Tests.Support;

/// <summary>Programs that the tests start; none of them outlives the tests.</summary>
internal static class ChildProcess
{
    private const int Terminate = 15;
    private const int Continue = 18;
    private const int Stop = 19;

    private static readonly ConcurrentDictionary<Process, bool> Started = new();

    static ChildProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var (process, _) in Started)
            process.Kill();
    };

    /// <summary>Starts a program with both its outputs redirected. It inherits no variable that configures a sidecar.</summary>
    public static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var own in start.Environment.Keys.Where(name => name.StartsWith("SCHEMACLAIMS_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(own);
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        Started[process] = true;
        return process;
    }

    /// <summary>Kills what still runs, and waits for its end.</summary>
    public static async Task EndAsync(Process process)
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        Started.TryRemove(process, out _);
        process.Dispose();
    }

    /// <summary>Asks a process to end, as an administrator or an orchestrator does.</summary>
    public static void AskToEnd(Process process) => Assert.Equal(0, Kill(process.Id, Terminate));

    /// <summary>Stops a process where it stands, until <see cref="Thaw"/>.</summary>
    public static void Freeze(Process process) => Assert.Equal(0, Kill(process.Id, Stop));

    public static void Thaw(Process process) => Assert.Equal(0, Kill(process.Id, Continue));

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
