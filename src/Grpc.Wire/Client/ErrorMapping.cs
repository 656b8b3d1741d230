using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Grpc.Core;

namespace Grpc.Wire.Client;

/// <summary>HTTP's ways to fail as statuses: https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md#errors.</summary>
internal static class ErrorMapping
{
    public static StatusCode ToStatusCode(HttpStatusCode code) => code switch
    {
        HttpStatusCode.BadRequest => StatusCode.Internal,
        HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
        HttpStatusCode.NotFound => StatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests => StatusCode.Unavailable,
        HttpStatusCode.BadGateway => StatusCode.Unavailable,
        HttpStatusCode.ServiceUnavailable => StatusCode.Unavailable,
        HttpStatusCode.GatewayTimeout => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };

    public static Status ToStatus(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (Recognize(cause) is { } code)
                return new Status(code, $"The call failed. {cause.GetType().Name}: {cause.Message}", exception);
        }

        return new Status(StatusCode.Internal, $"The call failed. {exception.GetType().Name}: {exception.Message}", exception);
    }

    private static StatusCode? Recognize(Exception cause) => cause switch
    {
        RpcException rpc => rpc.StatusCode,
        HttpProtocolException protocol => FromHttp2(protocol.ErrorCode),
        HttpRequestException { HttpRequestError: HttpRequestError.VersionNegotiationError } => StatusCode.Internal,
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError or HttpRequestError.ResponseEnded,
        } => StatusCode.Unavailable,
        HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => StatusCode.Unavailable,
        SocketException or AuthenticationException or TimeoutException => StatusCode.Unavailable,
        IOException { InnerException: null } => StatusCode.Unavailable,
        ObjectDisposedException => StatusCode.Cancelled,
        _ => null,
    };

    private static StatusCode FromHttp2(long errorCode) => errorCode switch
    {
        0x7 => StatusCode.Unavailable,         // REFUSED_STREAM
        0x8 => StatusCode.Cancelled,           // CANCEL
        0xb => StatusCode.ResourceExhausted,   // ENHANCE_YOUR_CALM
        0xc => StatusCode.PermissionDenied,    // INADEQUATE_SECURITY
        _ => StatusCode.Internal,
    };
}
