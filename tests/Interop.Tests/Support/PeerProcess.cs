using System.Diagnostics;

namespace Interop.Tests.Support;

/// <summary>A program that plays the other end.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private PeerProcess(Process process) => (_process, _errors) = (process, process.StandardError.ReadToEndAsync());

    public static PeerProcess Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["INTEROP_NODE_MODULES"] = Node.Modules;
        return new PeerProcess(Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start."));
    }

    /// <summary>What the program prints until it ends by itself, line by line; with its errors last.</summary>
    public static async Task<(int ExitCode, string[] Lines)> RunAsync(string program, params string[] arguments)
    {
        await using var peer = Start(program, arguments);
        var output = await peer._process.StandardOutput.ReadToEndAsync().WaitAsync(Limit);
        await peer._process.WaitForExitAsync().WaitAsync(Limit);
        return (peer._process.ExitCode, [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries), await peer._errors]);
    }

    /// <summary>The rest of the first line that begins so.</summary>
    public async Task<string> WaitForAsync(string prefix)
    {
        while (await _process.StandardOutput.ReadLineAsync().WaitAsync(Limit) is { } line)
        {
            if (line.StartsWith(prefix, StringComparison.Ordinal))
                return line[prefix.Length..].Trim();
        }

        throw new InvalidOperationException($"The program ended without '{prefix}': {await _errors}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
