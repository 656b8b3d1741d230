using System.Diagnostics;
using System.Threading.Channels;

namespace Demo;

/// <summary>A process of the demonstration and the lines that it prints; ended with it.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public ChildProcess(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, program), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The next line for which <paramref name="read"/> returns something.</summary>
    /// <exception cref="TimeoutException">No such line came.</exception>
    public async Task<T> ReadAsync<T>(Func<string, T?> read)
        where T : class
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            while (true)
            {
                if (read(await _lines.Reader.ReadAsync(patience.Token)) is { } found)
                    return found;
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{_process.StartInfo.FileName} did not say what was expected.");
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is not null)
            _lines.Writer.TryWrite(line);
    }
}
