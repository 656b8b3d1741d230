using Microsoft.Extensions.Options;

namespace SchemaClaimsSidecar.Access;

/// <summary>Tells who calls through a Unix socket.</summary>
internal sealed class SocketCallers(IOptions<AccessOptions> options) : ICallers
{
    private readonly SocketRule[] _change = Parse(options.Value.SocketChange);
    private readonly SocketRule[] _read = Parse(options.Value.SocketRead);

    public ValueTask<Caller?> IdentifyAsync(HttpContext context) => new(
        PeerCredentials.Of(context) is { } peer
            ? new Caller($"uid {peer.Uid}", $"uid {peer.Uid} gid {peer.Gid} pid {peer.Pid}", RightOf(peer))
            : null);

    private Right? RightOf(PeerCredentials peer) =>
        Array.Exists(_change, rule => rule.Holds(peer)) ? Right.Change
        : Array.Exists(_read, rule => rule.Holds(peer)) ? Right.Read
        : null;

    private static SocketRule[] Parse(string[]? rules) => Array.ConvertAll(
        rules ?? [AccessOptions.Everybody], text => SocketRule.TryParse(text, out var rule) ? rule : throw new FormatException(text));
}
