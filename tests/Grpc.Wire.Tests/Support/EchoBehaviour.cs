using Grpc.Core;
using Grpc.Wire.Tests.Protos;

namespace Grpc.Wire.Tests.Support;

/// <summary>What <see cref="EchoService"/> does; echoes unless a test says otherwise.</summary>
internal sealed class EchoBehaviour
{
    public Func<Bytes, ServerCallContext, Task<Bytes>> Unary { get; init; } = (request, _) => Task.FromResult(request);

    public Func<Bytes, IServerStreamWriter<Bytes>, ServerCallContext, Task> Stream { get; init; } =
        (request, stream, _) => stream.WriteAsync(request);
}
