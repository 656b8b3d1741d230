using Grpc.Core;
using Grpc.Core.Interceptors;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Audit;

namespace SchemaClaimsSidecar.Relay;

/// <summary>Refuses whatever would change something, and says where to ask for it.</summary>
internal sealed class RelayRefusals(RelayStore store) : Interceptor
{
    private static readonly string Prefix = $"/{Admin.Descriptor.FullName}/";

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        RefuseActs(request, context);
        return continuation(request, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        RefuseActs(request, context);
        return continuation(request, responseStream, context);
    }

    private void RefuseActs(object request, ServerCallContext context)
    {
        if (context.Method.StartsWith(Prefix, StringComparison.Ordinal)
            && (request is UploadPieceRequest || AdministrativeActs.Of(request, context.Method[Prefix.Length..]) is not null))
            throw new RpcException(new Status(StatusCode.FailedPrecondition, store.Refusal));
    }
}
