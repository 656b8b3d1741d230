using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>On the endpoint of each method.</summary>
internal sealed class GrpcMethodMetadata(Type serviceType, IMethod method)
{
    public Type ServiceType { get; } = serviceType;

    public IMethod Method { get; } = method;
}
