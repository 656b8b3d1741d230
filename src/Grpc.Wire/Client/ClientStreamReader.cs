using Grpc.Core;

namespace Grpc.Wire.Client;

internal sealed class ClientStreamReader<TRequest, TResponse>(HttpClientCall<TRequest, TResponse> call, Task opened)
    : IAsyncStreamReader<TResponse>
    where TRequest : class
    where TResponse : class
{
    private TResponse? _current;

    public TResponse Current => _current ?? throw new InvalidOperationException("There is no message; call MoveNext first.");

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        using var registration = call.CancelWith(cancellationToken);
        _current = null;
        await opened.ConfigureAwait(false);
        _current = await call.ReadAsync().ConfigureAwait(false);
        return _current is not null;
    }
}
