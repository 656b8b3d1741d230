using Grpc.Core;
using Grpc.Core.Interceptors;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Access;
using SchemaClaimsSidecar.Administration;

namespace SchemaClaimsSidecar.Audit;

/// <summary>Puts every call to the administration service on record that does more than read.</summary>
internal sealed class AuditInterceptor(AuditTrail trail) : Interceptor
{
    private static readonly string Prefix = $"/{Admin.Descriptor.FullName}/";

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        ActOf(request, context) is { } act
            ? RecordAsync(act, context, () => continuation(request, context), answer => ActResult.Of(answer) ?? ActResult.None)
            : continuation(request, context);

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        if (ActOf(request, context) is not { } act)
            return continuation(request, responseStream, context);
        var writer = new AuditedStreamWriter<TResponse>(responseStream);
        return RecordAsync(
            act, context,
            async () =>
            {
                await continuation(request, writer, context).ConfigureAwait(false);
                return writer.Result;
            },
            result => result);
    }

    private static AdministrativeAct? ActOf(object request, ServerCallContext context) =>
        context.Method.StartsWith(Prefix, StringComparison.Ordinal)
            ? AdministrativeActs.Of(request, context.Method[Prefix.Length..])
            : null;

    private async Task<T> RecordAsync<T>(AdministrativeAct act, ServerCallContext context, Func<Task<T>> action, Func<T, ActResult> result)
    {
        try
        {
            var caller = Caller.Of(context.GetHttpContext()).Description;
            return await trail.RunAsync(act, caller, action, result, context.CancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (AdministrativeFailures.Explain(failure) is { } explained)
        {
            throw explained;
        }
    }
}
