using System.Net.Sockets;

namespace SchemaClaimsSidecar.Hosting;

/// <summary>A Unix socket's file outlives a killed process and must go before the next can bind.</summary>
internal static class StaleSocket
{
    /// <exception cref="IOException">The folder cannot be made, another process listens, or the path is something else than a socket.</exception>
    public static void Remove(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (Directory.Exists(path))
            throw new IOException($"{path} is a directory; name a file for the socket.");
        if (!File.Exists(path))
            return;
        if (new FileInfo(path).Length > 0)
            throw new IOException($"{path} exists and is no socket; remove it or choose another path.");
        if (IsAlive(path))
            throw new IOException($"Another process listens on {path}; stop it or choose another path.");
        File.Delete(path);
    }

    private static bool IsAlive(string path)
    {
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
