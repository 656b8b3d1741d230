using System.Diagnostics.CodeAnalysis;

namespace SchemaClaims.Contracts.Following;

/// <summary>Where the sidecar listens: a Unix socket, or a URL.</summary>
internal sealed record SidecarAddress(Uri Channel, string? SocketPath)
{
    private const string UnixPrefix = "unix://";

    // Over a Unix socket HTTP still wants a host's name; nothing resolves it.
    private static readonly Uri SocketHost = new("http://localhost");

    /// <param name="text">The address as configured.</param>
    /// <param name="address">The address; null when the text is none.</param>
    /// <param name="problem">What is wrong with the text; null when it is an address.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out SidecarAddress? address, [NotNullWhen(false)] out string? problem)
    {
        (address, problem) = text.StartsWith(UnixPrefix, StringComparison.Ordinal)
            ? ParseSocket(text[UnixPrefix.Length..])
            : ParseUrl(text);
        return address is not null;
    }

    /// <summary>Whether TLS is spoken there.</summary>
    public bool IsTls => Channel.Scheme == Uri.UriSchemeHttps;

    /// <summary>What connects to the address.</summary>
    public SocketsHttpHandler CreateHandler() =>
        SocketPath is null ? new SocketsHttpHandler { EnableMultipleHttp2Connections = true } : UnixSockets.HandlerFor(SocketPath);

    private static (SidecarAddress?, string?) ParseSocket(string path) =>
        !path.StartsWith('/')
            ? (null, $"The path of a Unix socket must be absolute: {UnixPrefix}/run/schema-claims/dms.sock, not {UnixPrefix}{path}.")
        : UnixSockets.Problem(path) is { } problem ? (null, problem)
        : (new SidecarAddress(SocketHost, path), null);

    private static (SidecarAddress?, string?) ParseUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            ? (new SidecarAddress(url, null), null)
            : (null, $"'{text}' is no address; it must begin with {UnixPrefix}/, http:// or https://.");
}
