using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Bench.Cascades;

/// <summary>
/// Counts what a data source is asked for, and how long its transactions were open, by what Npgsql logs.
/// </summary>
internal sealed class StatementLog : ILoggerProvider, ILogger
{
    private const int StartedTransaction = 30000;
    private const int CommittedTransaction = 30001;

    private long _began;

    /// <summary>Commands, batches and commits.</summary>
    public int RoundTrips { get; private set; }

    /// <summary>How often the pool was asked for a connection.</summary>
    public int Connections { get; private set; }

    public TimeSpan Open { get; private set; }

    public void Clear() => (RoundTrips, Connections, Open) = (0, 0, TimeSpan.Zero);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id == StartedTransaction)
            _began = Stopwatch.GetTimestamp();
        else if (eventId.Id == CommittedTransaction)
            (Open, RoundTrips) = (Open + Stopwatch.GetElapsedTime(_began), RoundTrips + 1);
        else if (eventId.Name is "OpenedConnection")
            Connections++;
        else if (eventId.Name is "CommandExecutionCompleted" or "BatchExecutionCompleted")
            RoundTrips++;
    }

    public void Dispose()
    {
    }
}
