using System.Diagnostics;
using System.Text.RegularExpressions;
using EndToEnd.Tests.Support;

namespace EndToEnd.Tests.Chaos;

/// <summary>What a process flushes to its disk and renames, in order. Needs what <see cref="FailingFlushes"/> needs.</summary>
internal sealed partial class FlushTrace
{
    private readonly Process _tracer;
    private readonly LineLog _log;

    private FlushTrace(Process tracer) => (_tracer, _log) = (tracer, new LineLog(tracer.StandardError));

    public static async Task<FlushTrace> OfAsync(int process)
    {
        var trace = new FlushTrace(ChildProcess.Start(
            "strace", ["-f", "-y", "-s", "4096", "-p", $"{process}", "-e", "trace=fsync,fdatasync,rename,renameat,renameat2"]));
        await trace._log.WaitForAsync("attached");
        return trace;
    }

    /// <summary>Lets the process go and returns what it did: <c>flush NAME</c> and <c>rename NAME</c>, of files below a folder.</summary>
    public async Task<IReadOnlyList<string>> EndAsync(string folder)
    {
        ChildProcess.AskToEnd(_tracer);
        await _tracer.WaitForExitAsync();
        var lines = (await _log.ToEndAsync()).Split('\n');
        await ChildProcess.EndAsync(_tracer);
        return [.. lines.Select(line => Read(line, folder)).OfType<string>()];
    }

    private static string? Read(string line, string folder) =>
        Flush().Match(line) is { Success: true } flush ? Below("flush", flush.Groups[1].Value, folder)
        : Rename().Match(line) is { Success: true } rename ? Below("rename", rename.Groups[1].Value, folder)
        : null;

    private static string? Below(string what, string path, string folder) =>
        path.StartsWith(folder + "/", StringComparison.Ordinal) ? $"{what} {path[(folder.Length + 1)..]}" : null;

    [GeneratedRegex("""f(?:data)?sync\(\d+<([^>]+)>""")]
    private static partial Regex Flush();

    [GeneratedRegex("""rename.*, "([^"]+)"(?:, \w+)?\)""")]
    private static partial Regex Rename();
}
