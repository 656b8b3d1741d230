using System.Diagnostics.CodeAnalysis;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Wire.Framing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.Wire.Server;

/// <summary>Serves the calls of one method: reads the request, invokes the service, sends the status.</summary>
internal abstract partial class CallHandler<[DynamicallyAccessedMembers(ServiceMembers.Made)] TService, TRequest, TResponse>(
    Method<TRequest, TResponse> method, IOptions<GrpcServiceOptions> options, ILoggerFactory loggers)
    where TService : class
    where TRequest : class
    where TResponse : class
{
    /// <summary>How long a caller whose deadline has passed may take to accept what is left.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = loggers.CreateLogger("Grpc.Wire.Server");

    protected Method<TRequest, TResponse> Method { get; } = method;

    protected GrpcServiceOptions Options { get; } = options.Value;

    public async Task HandleAsync(HttpContext http)
    {
        if (!RequestProtocol.TryAccept(http))
            return;
        var call = new HttpServerCallContext(http, Options);
        await using (call.ConfigureAwait(false))
        {
            Status status;
            try
            {
                status = await RunAsync(http, call).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                status = ToStatus(exception, call);
            }

            await FinishAsync(http, call, status).ConfigureAwait(false);
        }
    }

    /// <summary>Invokes the service through the interceptors and writes what it answers.</summary>
    protected abstract Task InvokeAsync(TService service, TRequest request, HttpServerCallContext call, IServiceProvider services);

    private async Task<Status> RunAsync(HttpContext http, HttpServerCallContext call)
    {
        call.StartDeadline(TimeProvider.System);
        var reader = new MessageReader(http.Request.BodyReader, Options.MaxReceiveMessageSize, RequestEncoding.IsGzip(http));
        var request = await reader
            .ReadOnlyMessageAsync(Method.RequestMarshaller.ContextualDeserializer, call.CancellationToken).ConfigureAwait(false);
        var service = Activation<TService>.Create(http.RequestServices);
        await using (service.ConfigureAwait(false))
            await InvokeAsync(service.Value, request, call, http.RequestServices).ConfigureAwait(false);
        return call.Status;
    }

    private async Task FinishAsync(HttpContext http, HttpServerCallContext call, Status status)
    {
        if (http.RequestAborted.IsCancellationRequested)
            return;
        try
        {
            ResponseStatus.Write(http.Response, status, call.ResponseTrailers);
            var patience = call.IsDeadlinePassed ? LastWords : Timeout.InfiniteTimeSpan;
            await call.WriteAsync(() => new ValueTask(http.Response.CompleteAsync().WaitAsync(patience))).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogNotSent(_logger, exception, Method.FullName, status.StatusCode);
            http.Abort();
        }
    }

    private Status ToStatus(Exception exception, HttpServerCallContext call)
    {
        if (call.IsDeadlinePassed)
            return new Status(StatusCode.DeadlineExceeded, "The deadline passed.");
        switch (exception)
        {
            case RpcException rpc:
                LogEnded(_logger, rpc, Method.FullName, rpc.StatusCode);
                foreach (var entry in rpc.Trailers)
                    call.ResponseTrailers.Add(entry);
                return rpc.Status;
            case Exception when call.CancellationToken.IsCancellationRequested:
                LogEnded(_logger, exception, Method.FullName, StatusCode.Cancelled);
                return new Status(StatusCode.Cancelled, "The caller cancelled the call.");
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } tooLarge:
                return new Status(StatusCode.ResourceExhausted, tooLarge.Message);
            default:
                LogFailed(_logger, exception, Method.FullName);
                return new Status(StatusCode.Unknown, Explain(exception));
        }
    }

    private string Explain(Exception exception) => Options.EnableDetailedErrors ?? false
        ? $"The service failed. {exception.GetType().Name}: {exception.Message}"
        : "The service failed.";

    [LoggerMessage(1, LogLevel.Error, "{Method} failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, string method);

    [LoggerMessage(2, LogLevel.Debug, "{Method} ended with {StatusCode}")]
    private static partial void LogEnded(ILogger logger, Exception exception, string method, StatusCode statusCode);

    [LoggerMessage(3, LogLevel.Debug, "{Method} could not send its status {StatusCode}")]
    private static partial void LogNotSent(ILogger logger, Exception exception, string method, StatusCode statusCode);
}
