using System.Collections.Frozen;

namespace Grpc.Wire.Framing;

/// <summary>The headers of gRPC over HTTP/2.</summary>
internal static class HeaderNames
{
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string Timeout = "grpc-timeout";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";
    public const string ContentType = "application/grpc";

    /// <summary>Set in a call's metadata by those who want that call's messages compressed; never sent.</summary>
    public const string EncodingRequest = "grpc-internal-encoding-request";

    private static readonly FrozenSet<string> Reserved = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        Status, Message, Timeout, Encoding, AcceptEncoding, EncodingRequest,
        "content-type", "content-length", "te", "host", "accept-encoding", "transfer-encoding", "connection");

    /// <summary>Whether the header belongs to the protocol rather than to the call's metadata.</summary>
    public static bool IsReserved(string name) => name.StartsWith(':') || Reserved.Contains(name);
}
