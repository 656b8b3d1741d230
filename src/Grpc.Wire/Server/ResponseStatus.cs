using System.Globalization;
using Grpc.Core;
using Grpc.Wire.Framing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.Wire.Server;

internal static class ResponseStatus
{
    /// <summary>Puts the status into the headers while they can still be changed, else into the trailers.</summary>
    public static void Write(HttpResponse response, Status status, Metadata trailers)
    {
        if (!response.HasStarted)
            response.ContentType = HeaderNames.ContentType;
        var target = response.HasStarted ? response.HttpContext.Features.Get<IHttpResponseTrailersFeature>()?.Trailers : response.Headers;
        if (target is null)
            return;
        ResponseMetadata.Append(target, trailers);
        target[HeaderNames.Status] = ((int)status.StatusCode).ToString(CultureInfo.InvariantCulture);
        if (!string.IsNullOrEmpty(status.Detail))
            target[HeaderNames.Message] = PercentEncoding.Encode(status.Detail);
    }
}
