using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace Bench.Rigs;

/// <summary>A program beside this one: it is told lines, prints lines, and ends with this one.</summary>
internal sealed class ChildProcess : IDisposable
{
    private const int Terminate = 15;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    /// <param name="program">The name of a program in the folder of this one, or a path.</param>
    /// <param name="arguments">Its arguments.</param>
    public ChildProcess(string program, params IEnumerable<string> arguments)
        : this(new Dictionary<string, string>(), program, arguments)
    {
    }

    private ChildProcess(IReadOnlyDictionary<string, string> variables, string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, program), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
                _lines.Writer.TryWrite(text);
            else
                _lines.Writer.TryComplete(new InvalidOperationException($"{program} has ended."));
        };
        _process.BeginOutputReadLine();
    }

    /// <summary>A program with variables of its own.</summary>
    public static ChildProcess With(IReadOnlyDictionary<string, string> variables, string program, params IEnumerable<string> arguments) =>
        new(variables, program, arguments);

    public int Id => _process.Id;

    /// <summary>Waits until it ends by itself, and returns its exit code.</summary>
    public async Task<int> EndedAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Asks it to end, as an orchestrator does.</summary>
    public void AskToEnd() => Kill(_process.Id, Terminate);

    public Task TellAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>The next line that contains a text.</summary>
    public async Task<string> ReadAsync(string text, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            var line = await _lines.Reader.ReadAsync(patience.Token);
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
