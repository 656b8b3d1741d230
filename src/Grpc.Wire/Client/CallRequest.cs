using System.Net;
using Grpc.Core;
using Grpc.Wire.Framing;

namespace Grpc.Wire.Client;

/// <summary>The HTTP request that opens a call.</summary>
internal static class CallRequest
{
    private static readonly string UserAgent = $"grpc-dotnet-wire ({Environment.Version})";

    public static HttpRequestMessage Create(Uri address, string path, CallOptions options, TimeSpan? timeout, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        var headers = request.Headers;
        headers.TryAddWithoutValidation("te", "trailers");
        headers.TryAddWithoutValidation(HeaderNames.AcceptEncoding, "identity,gzip");
        if (timeout is not null)
            headers.TryAddWithoutValidation(HeaderNames.Timeout, TimeoutHeader.Encode(timeout.Value));
        if (WantsGzip(options))
            headers.TryAddWithoutValidation(HeaderNames.Encoding, Gzip.Name);
        foreach (var entry in options.Headers ?? Metadata.Empty)
        {
            if (!HeaderNames.IsReserved(entry.Key))
                headers.TryAddWithoutValidation(entry.Key, MetadataEncoding.Encode(entry));
        }

        if (!headers.NonValidated.Contains("user-agent"))
            headers.TryAddWithoutValidation("user-agent", UserAgent);
        return request;
    }

    public static bool WantsGzip(CallOptions options)
    {
        var wanted = options.Headers?.GetValue(HeaderNames.EncodingRequest);
        return wanted switch
        {
            null or "identity" => false,
            Gzip.Name => true,
            _ => throw new RpcException(new Status(StatusCode.Internal, $"The encoding '{wanted}' is not supported.")),
        };
    }
}
