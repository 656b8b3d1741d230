using Grpc.Core;
using Grpc.Wire.Framing;
using Microsoft.AspNetCore.Http;

namespace Grpc.Wire.Server;

internal static class RequestEncoding
{
    /// <exception cref="RpcException">UNIMPLEMENTED: the encoding is unknown here; the response says which are known.</exception>
    public static bool IsGzip(HttpContext http)
    {
        var encoding = http.Request.Headers[HeaderNames.Encoding].ToString();
        if (encoding is "" or "identity")
            return false;
        if (encoding == Gzip.Name)
            return true;
        http.Response.Headers[HeaderNames.AcceptEncoding] = "identity,gzip";
        throw new RpcException(new Status(StatusCode.Unimplemented, $"The encoding '{encoding}' is not supported."));
    }
}
