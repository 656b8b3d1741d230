using System.Diagnostics.CodeAnalysis;
using System.Net;
using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Hosting;

/// <summary>A Unix socket's path, or an IP end point.</summary>
internal sealed record ListenAddress(string? SocketPath, IPEndPoint? EndPoint, bool IsTls = false)
{
    /// <summary>Why nothing can listen there; null when it can.</summary>
    public string? Problem => SocketPath is null ? null : UnixSockets.Problem(SocketPath);

    /// <summary>Reads <c>unix:///path</c>, <c>http://address:port</c> and <c>https://address:port</c>; the address is an IP or <c>localhost</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ListenAddress? address)
    {
        address = null;
        if (text.StartsWith("unix://", StringComparison.Ordinal))
            address = new ListenAddress(text["unix://".Length..], null);
        else if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", AbsolutePath: "/" }
            && Host(uri) is { } ip)
            address = new ListenAddress(null, new IPEndPoint(ip, uri.Port), uri.Scheme == "https");
        return address is not null;
    }

    private static IPAddress? Host(Uri uri) =>
        uri.Host == "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(uri.DnsSafeHost, out var ip) ? ip
        : null;
}
