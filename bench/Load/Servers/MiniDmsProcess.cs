using System.Diagnostics;
using System.Globalization;

namespace Load.Servers;

/// <summary>A MiniDms of this program's own; it ends, and cleans up, when this is disposed.</summary>
internal sealed class MiniDmsProcess : IAsyncDisposable
{
    private const string ReadyPrefix = "Ready: ";
    private const int LinesKept = 20;

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(15);

    private readonly Process _process;
    private readonly Queue<string> _said = new();
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MiniDmsProcess(IEnumerable<string> arguments)
    {
        _process = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "MiniDms"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    /// <summary>What it has logged so far.</summary>
    public ExceptionCounter Logged { get; } = new();

    public static async Task<(MiniDmsProcess Process, Uri Url)> StartAsync(MiniDmsSettings settings, CancellationToken cancellationToken)
    {
        var process = new MiniDmsProcess(
        [
            "--mode", settings.Mode,
            "--urls", "http://127.0.0.1:0",
            "--postgres", settings.Postgres,
            "--max-pool-size", settings.PoolSize.ToString(CultureInfo.InvariantCulture),
            "--claims-expiry", settings.ClaimsExpiry.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            "--configuration-service", settings.ConfigurationService.ToString(),
            "--core", settings.Core,
            .. settings.Extensions.SelectMany(file => new[] { "--extension", file }),
        ]);
        try
        {
            return (process, await process._ready.Task.WaitAsync(StartPatience, cancellationToken));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        using var patience = new CancellationTokenSource(EndPatience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            lock (_said)
                _ready.TrySetException(new InvalidOperationException($"MiniDms ended: {string.Join('\n', _said)}"));
        }
        else if (line.StartsWith(ReadyPrefix, StringComparison.Ordinal))
            _ready.TrySetResult(new Uri(line[ReadyPrefix.Length..]));
        else
            Keep(line);
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        Logged.Take(line);
        lock (_said)
        {
            _said.Enqueue(line);
            if (_said.Count > LinesKept)
                _said.Dequeue();
        }
    }
}
