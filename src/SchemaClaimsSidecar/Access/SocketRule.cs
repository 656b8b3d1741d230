using System.Globalization;

namespace SchemaClaimsSidecar.Access;

/// <summary>A rule for the processes at the other end of a Unix socket.</summary>
/// <param name="Uid">The user; null for any.</param>
/// <param name="Gid">The primary group; null for any.</param>
internal sealed record SocketRule(uint? Uid, uint? Gid)
{
    public static bool TryParse(string text, out SocketRule rule)
    {
        rule = new SocketRule(null, null);
        if (text == AccessOptions.Everybody)
            return true;
        if (text.Split(':') is not [var kind, var number] || !uint.TryParse(number, CultureInfo.InvariantCulture, out var id))
            return false;
        rule = kind == "uid" ? new SocketRule(id, null) : new SocketRule(null, id);
        return kind is "uid" or "gid";
    }

    public bool Holds(PeerCredentials peer) => (Uid ?? peer.Uid) == peer.Uid && (Gid ?? peer.Gid) == peer.Gid;
}
