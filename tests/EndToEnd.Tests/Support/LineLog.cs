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
    public async Task<string> WaitForAsync(string fragment)
    {
        var line = await _changes.WaitForAsync(
            () =>
            {
                var ended = _end.IsCompleted;
                return Find(fragment) ?? (ended ? "" : null);
            },
            () => $"'{fragment}' in\n{this}");
        return line.Length > 0 ? line : throw new InvalidOperationException($"The process ended without '{fragment}':\n{this}");
    }

    public override string ToString()
    {
        lock (_lock)
            return string.Join('\n', _lines);
    }

    private string? Find(string fragment)
    {
        lock (_lock)
            return _lines.Find(line => line.Contains(fragment, StringComparison.Ordinal));
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
