using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SchemaClaimsSidecar.Tests.Claims.Sources;

/// <summary>Keeps what is logged, every level of it, with its exceptions.</summary>
internal sealed class CapturedLog<T> : ILogger<T>
{
    private readonly ConcurrentQueue<string> _entries = new();

    public IReadOnlyCollection<string> Entries => _entries;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _entries.Enqueue($"{eventId.Id} {logLevel} {formatter(state, exception)} {exception}");
}
