using Grpc.Wire.Framing;

namespace Grpc.Net.Client;

internal sealed class GrpcChannelOptions
{
    /// <summary>What sends the requests; a <see cref="SocketsHttpHandler"/> with several HTTP/2 connections when null.</summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Whether the channel, when disposed, disposes the <see cref="HttpHandler"/> it was given.</summary>
    public bool DisposeHttpClient { get; set; }

    /// <summary>In bytes, also after decompression; null for no limit. 4 MiB by default.</summary>
    public int? MaxReceiveMessageSize { get; set; } = MessageLimit.DefaultReceive;

    /// <summary>In bytes, before compression; null, the default, for no limit.</summary>
    public int? MaxSendMessageSize { get; set; }
}
