using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Grpc.Wire.Server;

internal static class PeerName
{
    /// <summary>"ipv4:127.0.0.1:50051", "ipv6:[::1]:50051" or, for a Unix socket, whose peers have no name, "unix:".</summary>
    public static string Of(ConnectionInfo connection) => connection.RemoteIpAddress switch
    {
        null => "unix:",
        { AddressFamily: AddressFamily.InterNetwork } address => $"ipv4:{address}:{connection.RemotePort}",
        { IsIPv4MappedToIPv6: true } address => $"ipv4:{address.MapToIPv4()}:{connection.RemotePort}",
        var address => $"ipv6:[{address}]:{connection.RemotePort}",
    };
}
