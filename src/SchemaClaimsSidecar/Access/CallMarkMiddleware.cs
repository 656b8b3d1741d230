using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Access;

/// <summary>Refuses calls that somebody else may have made the caller send: those without the mark of what is meant for it.</summary>
internal sealed partial class CallMarkMiddleware(ILogger<CallMarkMiddleware> log) : IMiddleware
{
    private const string GrpcContentType = "application/grpc";
    private const string GrpcInvalidArgument = "3";

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!NeedsMark(context) || context.Request.Headers[CallMark.Name] == CallMark.Value)
            return next(context);
        LogRefused(context.Request.Path);
        var response = context.Response;
        response.ContentType = GrpcContentType;
        response.Headers["grpc-status"] = GrpcInvalidArgument;
        response.Headers["grpc-message"] =
            $"The call has no metadata '{CallMark.Name}: {CallMark.Value}', which every call but those of health must have.";
        return Task.CompletedTask;
    }

    private static bool NeedsMark(HttpContext context) =>
        (context.Request.ContentType?.StartsWith(GrpcContentType, StringComparison.OrdinalIgnoreCase) ?? false)
        && context.GetEndpoint()?.Metadata.GetMetadata<UnmarkedCalls>() is null;

    [LoggerMessage(6605, LogLevel.Warning, "Refused: a call of {Path} without the metadata that every call has")]
    private partial void LogRefused(string path);
}
