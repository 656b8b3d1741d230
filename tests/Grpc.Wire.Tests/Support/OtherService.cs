using Grpc.Core;
using Grpc.Wire.Tests.Protos;

namespace Grpc.Wire.Tests.Support;

/// <summary>A second service, so that a server without <see cref="EchoService"/> still serves something.</summary>
internal sealed class OtherService : Other.OtherBase
{
    public override Task<Bytes> Unary(Bytes request, ServerCallContext context) => Task.FromResult(request);
}
