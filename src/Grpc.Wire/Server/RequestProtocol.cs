using Grpc.Core;
using Grpc.Wire.Framing;
using Microsoft.AspNetCore.Http;

namespace Grpc.Wire.Server;

internal static class RequestProtocol
{
    /// <summary>Whether the content type is application/grpc, with any "+codec" or parameters.</summary>
    public static bool IsGrpc(string? contentType) =>
        contentType is not null
        && contentType.StartsWith(HeaderNames.ContentType, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == HeaderNames.ContentType.Length || contentType[HeaderNames.ContentType.Length] is '+' or ';' or ' ');

    /// <summary>Answers, as HTTP wants it, what is no gRPC over HTTP/2.</summary>
    public static bool TryAccept(HttpContext http)
    {
        if (!IsGrpc(http.Request.ContentType))
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return false;
        }

        if (HttpProtocol.IsHttp2(http.Request.Protocol))
            return true;
        http.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
        ResponseStatus.Write(
            http.Response, new Status(StatusCode.Internal, $"gRPC needs HTTP/2, not {http.Request.Protocol}."), Metadata.Empty);
        return false;
    }
}
