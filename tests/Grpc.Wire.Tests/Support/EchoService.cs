using Grpc.Core;
using Grpc.Wire.Tests.Protos;

namespace Grpc.Wire.Tests.Support;

internal sealed class EchoService(EchoBehaviour behaviour) : Echo.EchoBase
{
    public override Task<Bytes> Unary(Bytes request, ServerCallContext context) => behaviour.Unary(request, context);

    public override Task Stream(Bytes request, IServerStreamWriter<Bytes> responseStream, ServerCallContext context) =>
        behaviour.Stream(request, responseStream, context);
}
