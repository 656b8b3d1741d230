using Grpc.Core;

namespace Grpc.Wire.Server;

internal sealed class ServerStreamWriter<TResponse>(HttpServerCallContext call, Marshaller<TResponse> marshaller)
    : IServerStreamWriter<TResponse>
{
    private readonly Lock _lock = new();
    private Task _write = Task.CompletedTask;
    private bool _completed;

    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(TResponse message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(TResponse message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled(cancellationToken);
        lock (_lock)
        {
            if (_completed || call.CancellationToken.IsCancellationRequested)
                return Task.FromException(new InvalidOperationException("The call has ended; no message can be sent."));
            if (!_write.IsCompleted)
                return Task.FromException(new InvalidOperationException("The previous message is still being sent."));
            return _write = call.WriteAsync(() => SendAsync(message, cancellationToken)).AsTask();
        }
    }

    /// <summary>Takes no more messages, and waits for the one that a careless service did not await.</summary>
    public async Task CompleteAsync()
    {
        Task last;
        lock (_lock)
        {
            _completed = true;
            last = _write;
        }

        await last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async ValueTask SendAsync(TResponse message, CancellationToken cancellationToken)
    {
        var options = WriteOptions ?? call.WriteOptions;
        await call.Response.WriteAsync(message, marshaller, options).ConfigureAwait(false);
        if (options is not null && options.Flags.HasFlag(WriteFlags.BufferHint))
            return;
        using var registration = cancellationToken.UnsafeRegister(static state => ((HttpServerCallContext)state!).Reset(), call);
        try
        {
            await call.Response.FlushAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }
}
