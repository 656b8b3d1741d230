namespace EndToEnd.Tests.Support;

/// <summary>The lines that a process prints, as they come.</summary>
internal sealed class LineLog
{
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly Changes _changes = new();
    private readonly Task _end;

    public LineLog(params StreamReader[] readers)
    {
        _end = Task.WhenAll(readers.Select(ReadAsync));
        _ = _end.ContinueWith(_ => _changes.Pulse(), TaskScheduler.Default);
    }

    /// <summary>The first line that contains this.</summary>
    /// <exception cref="InvalidOperationException">The process ends without one.</exception>
    public Task<string> WaitForAsync(string fragment) =>
        WaitForAsync(line => line.Contains(fragment, StringComparison.Ordinal), fragment);

    /// <summary>The first line that is exactly this.</summary>
    /// <exception cref="InvalidOperationException">The process ends without one.</exception>
    public Task<string> WaitForLineAsync(string text) => WaitForAsync(line => line == text, text);

    /// <summary>All lines, once the process has closed its outputs.</summary>
    public async Task<string> ToEndAsync()
    {
        await _end;
        return ToString();
    }

    public override string ToString()
    {
        lock (_lock)
            return string.Join('\n', _lines);
    }

    private async Task<string> WaitForAsync(Predicate<string> isIt, string what)
    {
        var line = await _changes.WaitForAsync(
            () =>
            {
                var ended = _end.IsCompleted;
                return Find(isIt) ?? (ended ? "" : null);
            },
            () => $"'{what}' in\n{this}");
        return line.Length > 0 ? line : throw new InvalidOperationException($"The process ended without '{what}':\n{this}");
    }

    private string? Find(Predicate<string> isIt)
    {
        lock (_lock)
            return _lines.Find(isIt);
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_lock)
                _lines.Add(line);
            _changes.Pulse();
        }
    }
}
