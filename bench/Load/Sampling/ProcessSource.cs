using Microsoft.Diagnostics.NETCore.Client;

namespace Load.Sampling;

/// <summary>Reads a .NET process of this machine and of the same user. One that is away is asked for again at every sample.</summary>
public sealed class ProcessSource : IAsyncDisposable
{
    private static readonly TimeSpan OpenPatience = TimeSpan.FromSeconds(2);

    private readonly int _processId;
    private readonly TimeProvider _clock;
    private MetricTable _table;
    private MetricStream? _stream;

    /// <param name="processId">Of the process.</param>
    /// <param name="clock">Tells when its metrics are too old.</param>
    public ProcessSource(int processId, TimeProvider clock)
    {
        (_processId, _clock) = (processId, clock);
        _table = new MetricTable(clock);
    }

    /// <summary>Why figures are missing; null while all is well.</summary>
    public string? Problem { get; private set; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_stream is not null)
            await _stream.DisposeAsync();
    }

    /// <summary>Puts what is known of the process into a sample.</summary>
    internal async Task<Sample> FillAsync(Sample sample, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        return sample with
        {
            Process = ProcessReader.Read(_processId, _table),
            Kestrel = KestrelReader.Read(_table),
            OutboundHttp = OutboundHttpReader.Read(_table),
            Pool = PoolReader.Read(_table),
        };
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_stream is { HasEnded: false })
        {
            Problem = _stream.Problem;
            return;
        }

        if (_stream is not null)
            await _stream.DisposeAsync();
        _stream = null;
        _table = new MetricTable(_clock);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(OpenPatience);
        try
        {
            _stream = await MetricStream.OpenAsync(_processId, _table, patience.Token);
            Problem = null;
        }
        catch (Exception away) when (away is DiagnosticsClientException or IOException or TimeoutException or UnauthorizedAccessException
            || (away is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Problem = $"Process {_processId} does not answer: {away.Message}";
        }
    }
}
