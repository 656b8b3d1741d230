using Grpc.Core;

namespace SchemaClaimsSidecar.Audit;

/// <summary>Passes on what a call answers, and remembers what it came to.</summary>
internal sealed class AuditedStreamWriter<T>(IServerStreamWriter<T> inner) : IServerStreamWriter<T>
    where T : class
{
    public ActResult Result { get; private set; } = ActResult.None;

    public WriteOptions? WriteOptions
    {
        get => inner.WriteOptions;
        set => inner.WriteOptions = value;
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        Result = ActResult.Of(message) ?? Result;
        return inner.WriteAsync(message, cancellationToken);
    }
}
