using System.Diagnostics;

namespace Testing.Postgres;

/// <summary>
/// A running server under a shell that watches over it: when the tests end, however they end, the shell's input does, too, and it
/// takes the server and its folder away.
/// </summary>
internal sealed class ServerProcess
{
    private const string Watch = """
        folder=$1; shift
        "$@" & server=$!
        read -r order
        case "$order" in
          stop) kill -INT $server; wait $server ;;
          crash) kill -QUIT $server; wait $server ;;
          *) kill -QUIT $server; wait $server; rm -rf "$folder" ;;
        esac
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _shell;
    private readonly TaskCompletionSource<bool> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _log = [];

    private ServerProcess(string folder, IEnumerable<string> command)
    {
        _shell = Process.Start(new ProcessStartInfo("sh", ["-c", Watch, "sh", folder, .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            Environment = { ["LC_ALL"] = "C" },
        })!;
        _shell.ErrorDataReceived += (_, line) => Note(line.Data);
        _shell.BeginErrorReadLine();
    }

    /// <summary>What it has logged so far.</summary>
    public IReadOnlyList<string> Log
    {
        get
        {
            lock (_log)
                return [.. _log];
        }
    }

    /// <summary>Starts a server; false when its port was taken in the meantime.</summary>
    public static async Task<ServerProcess?> TryStartAsync(string folder, IEnumerable<string> command)
    {
        var server = new ServerProcess(folder, command);
        if (await Task.WhenAny(server._ready.Task, Task.Delay(Patience)) is Task<bool> inTime && await inTime)
            return server;
        await server.EndAsync("stop");
        return server._log.Exists(line => line.Contains("Address already in use", StringComparison.Ordinal))
            ? null
            : throw new InvalidOperationException("PostgreSQL did not start:\n" + string.Join('\n', server._log));
    }

    /// <param name="order"><c>stop</c>, <c>crash</c>, or nothing to take the folder away, too.</param>
    public async Task EndAsync(string order)
    {
        await _shell.StandardInput.WriteLineAsync(order);
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync().WaitAsync(Patience);
        _shell.Dispose();
    }

    private void Note(string? line)
    {
        lock (_log)
            _log.Add(line ?? "");
        if (line is null || line.Contains("database system is shut down", StringComparison.Ordinal))
            _ready.TrySetResult(false);
        else if (line.Contains("database system is ready to accept connections", StringComparison.Ordinal))
            _ready.TrySetResult(true);
    }
}
