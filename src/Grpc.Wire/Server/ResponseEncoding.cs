using Grpc.Wire.Framing;
using Microsoft.AspNetCore.Http;

namespace Grpc.Wire.Server;

internal static class ResponseEncoding
{
    /// <summary>"gzip" when it is wanted and the caller takes it, else null.</summary>
    public static string? Accepted(HttpRequest request, string? wanted)
    {
        if (wanted != Gzip.Name)
            return null;
        foreach (var header in request.Headers[HeaderNames.AcceptEncoding])
        {
            if (header!.Split(',', StringSplitOptions.TrimEntries).Contains(Gzip.Name))
                return Gzip.Name;
        }

        return null;
    }
}
