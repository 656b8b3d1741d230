using System.Diagnostics;

namespace MiniDms.Hosting;

/// <summary>The sidecar's program, run as a command line tool.</summary>
internal static class Tool
{
    public static string Path => System.IO.Path.Combine(AppContext.BaseDirectory, "schema-claims-sidecar");

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message is its own.</exception>
    public static async Task RunAsync(CancellationToken cancellationToken, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw new InvalidOperationException(string.Concat(said).Trim());
    }
}
