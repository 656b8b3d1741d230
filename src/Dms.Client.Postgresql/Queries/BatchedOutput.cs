using System.Buffers;
using System.IO.Pipelines;

namespace Dms.Client.Postgresql.Queries;

/// <summary>Sends what is written batch by batch, and waits for the client between them.</summary>
internal sealed class BatchedOutput(PipeWriter writer, DocumentQueryOptions options, TimeProvider time)
{
    private int _held;

    public bool IsFull => _held >= options.BatchBytes;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        writer.Write(bytes);
        _held += bytes.Length;
    }

    /// <summary>Room for as much as the batch may still hold, or less.</summary>
    public Memory<byte> GetMemory()
    {
        var memory = writer.GetMemory();
        return memory[..Math.Min(memory.Length, Math.Max(1, options.BatchBytes - _held))];
    }

    public void Advance(int length)
    {
        writer.Advance(length);
        _held += length;
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        _held = 0;
        var flushing = writer.FlushAsync(cancellationToken);
        var result = flushing.IsCompletedSuccessfully
            ? flushing.Result
            : await WaitAsync(flushing.AsTask(), cancellationToken).ConfigureAwait(false);
        if (result.IsCompleted || result.IsCanceled)
            throw new OperationCanceledException("Nobody reads the page any more.");
    }

    private async Task<FlushResult> WaitAsync(Task<FlushResult> flushing, CancellationToken cancellationToken)
    {
        try
        {
            return await flushing.WaitAsync(options.BatchTimeout, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException slow)
        {
            writer.CancelPendingFlush();
            await ((Task)flushing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new TimeoutException($"The client did not take {options.BatchBytes} bytes within {options.BatchTimeout}.", slow);
        }
    }
}
