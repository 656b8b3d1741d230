using System.IO.Compression;
using Grpc.Wire.Framing;

namespace Grpc.AspNetCore.Server;

internal sealed class GrpcServiceOptions
{
    /// <summary>In bytes, also after decompression; null for no limit. 4 MiB by default.</summary>
    public int? MaxReceiveMessageSize { get; set; } = MessageLimit.DefaultReceive;

    /// <summary>In bytes, before compression; null, the default, for no limit.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>Whether callers are told the messages of exceptions; they may hold secrets.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary>"gzip" compresses responses for callers that accept it; null, the default, none.</summary>
    public string? ResponseCompressionAlgorithm { get; set; }

    public CompressionLevel? ResponseCompressionLevel { get; set; }

    /// <summary>Around every call; the first one sees the call first.</summary>
    public InterceptorCollection Interceptors { get; } = [];
}
