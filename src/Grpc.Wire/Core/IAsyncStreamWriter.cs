namespace Grpc.Core;

internal interface IAsyncStreamWriter<in T>
{
    WriteOptions? WriteOptions { get; set; }

    /// <summary>Sends a message; completes when the transport took it, which a slow peer delays. One write at a time.</summary>
    Task WriteAsync(T message);

    /// <summary>As <see cref="WriteAsync(T)"/>; cancellation ends the whole call, since half a message cannot be taken back.</summary>
    Task WriteAsync(T message, CancellationToken cancellationToken);
}
