using System.ComponentModel;
using System.Diagnostics;
using EndToEnd.Tests.Support;

namespace EndToEnd.Tests.Chaos;

/// <summary>Lets flushes of a process to its disk fail, until it is disposed of. Needs strace, and the right to trace.</summary>
internal sealed class FailingFlushes : IAsyncDisposable
{
    private static readonly Lazy<string?> Absence = new(FindAbsence);

    private readonly Process _tracer;

    private FailingFlushes(Process tracer) => _tracer = tracer;

    /// <summary>Why a test must be skipped; null where it can run.</summary>
    public static string? WhyAbsent => Absence.Value;

    /// <param name="process">Its number.</param>
    /// <param name="how">The error, and at which calls of a thread, as strace says it; an error of the device at each.</param>
    public static async Task<FailingFlushes> OfAsync(int process, string how = "error=EIO")
    {
        var tracer = ChildProcess.Start(
            "strace", ["-f", "-p", $"{process}", "-e", "trace=fsync,fdatasync", "-e", $"inject=fsync,fdatasync:{how}"]);
        var log = new LineLog(tracer.StandardError);
        await log.WaitForAsync("attached");
        return new FailingFlushes(tracer);
    }

    // Asked to end it lets the process go; killed it might leave a thread stopped.
    public async ValueTask DisposeAsync()
    {
        ChildProcess.AskToEnd(_tracer);
        await _tracer.WaitForExitAsync();
        await ChildProcess.EndAsync(_tracer);
    }

    private static string? FindAbsence()
    {
        try
        {
            using var trial = Process.Start(new ProcessStartInfo("strace", ["-o", "/dev/null", "true"]) { RedirectStandardError = true })!;
            trial.WaitForExit();
            return trial.ExitCode == 0 ? null : "This needs the right to trace processes.";
        }
        catch (Win32Exception)
        {
            return "This needs strace.";
        }
    }
}
