using System.Diagnostics;
using EndToEnd.Tests.Support;

namespace MiniDms.Tests.Support;

/// <summary>MiniDms as a process of its own.</summary>
internal sealed class MiniDmsProcess : IAsyncDisposable
{
    private const string Ready = "Ready: ";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly LineLog _log;

    private MiniDmsProcess(string mode, IEnumerable<string> options)
    {
        _process = ChildProcess.Start(
            Path.Combine(AppContext.BaseDirectory, "MiniDms"), ["--mode", mode, "--urls", "http://127.0.0.1:0", .. options]);
        _log = new LineLog(_process.StandardOutput, _process.StandardError);
    }

    /// <summary>What it printed.</summary>
    public string Log => _log.ToString();

    public MiniDmsApi Api { get; private set; } = null!;

    /// <summary>Starts it and returns when it serves.</summary>
    /// <exception cref="InvalidOperationException">It ends instead; the message has what it printed.</exception>
    public static async Task<MiniDmsProcess> StartAsync(string mode, params IEnumerable<string> options)
    {
        var process = new MiniDmsProcess(mode, options);
        try
        {
            var line = await process._log.WaitForAsync(Ready);
            process.Api = await MiniDmsApi.ConnectAsync(new Uri(line[Ready.Length..]));
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks it to end, so that it ends what it started, and returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        ChildProcess.AskToEnd(_process);
        await _process.WaitForExitAsync().WaitAsync(Limit);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Api?.Dispose();
        if (!_process.HasExited)
            await StopAsync();
        await ChildProcess.EndAsync(_process);
    }
}
