using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Wire.Framing;

namespace Grpc.Wire.Client;

/// <summary>What the headers and trailers of a response say.</summary>
internal static class CallResponse
{
    public static Metadata ReadMetadata(HttpHeadersNonValidated headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
                MetadataEncoding.Add(metadata, name, value);
        }

        return metadata;
    }

    /// <summary>The status in these headers or trailers, or null when they have none.</summary>
    public static Status? ReadStatus(HttpHeadersNonValidated headers)
    {
        if (!headers.TryGetValues(HeaderNames.Status, out var code))
            return null;
        var detail = headers.TryGetValues(HeaderNames.Message, out var message) ? PercentEncoding.Decode(message.ToString()) : "";

        // A code from a later protocol is no reason to lose what it says.
        return int.TryParse(code.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new Status(Enum.IsDefined((StatusCode)number) ? (StatusCode)number : StatusCode.Unknown, detail)
            : new Status(StatusCode.Unknown, $"The grpc-status '{code}' is malformed.");
    }

    /// <summary>Why this response is not one of gRPC, or null.</summary>
    public static Status? Refuse(HttpResponseMessage response)
    {
        var code = response.StatusCode;
        if (code != HttpStatusCode.OK)
            return new Status(ErrorMapping.ToStatusCode(code), $"The server answered with HTTP status {(int)code}.");
        var type = response.Content.Headers.ContentType?.MediaType;
        return type is null || !type.StartsWith(HeaderNames.ContentType, StringComparison.OrdinalIgnoreCase)
            ? new Status(StatusCode.Unknown, $"The server answered with the content type '{type}'.")
            : null;
    }

    /// <exception cref="RpcException">The encoding is unknown here.</exception>
    public static bool IsGzip(HttpHeadersNonValidated headers)
    {
        if (!headers.TryGetValues(HeaderNames.Encoding, out var encoding))
            return false;
        return encoding.ToString() switch
        {
            Gzip.Name => true,
            "identity" => false,
            var other => throw new RpcException(new Status(StatusCode.Internal, $"The server's encoding '{other}' is not supported.")),
        };
    }
}
