using System.ComponentModel;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace SchemaClaimsSidecar.Hosting;

/// <summary>The file of a Unix socket, which says who may connect.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Mode">Its mode in octal.</param>
/// <param name="Group">Its group, by name or number; empty for that which the system gives it.</param>
internal sealed partial record SocketFile(string Path, string Mode, string Group)
{
    public const string ModePattern = "^0?[0-7]{3}$";

    /// <summary>The owner and the group: that is how a pod's containers share a socket.</summary>
    public const string DefaultMode = "0660";

    private const int SameOwner = -1;
    private const int Octal = 8;

    // struct group begins with two pointers, its name and its password.
    private static readonly int OffsetOfNumber = 2 * IntPtr.Size;

    /// <summary>Binds a socket. Nobody can connect before it listens, and by then its file is as configured.</summary>
    /// <exception cref="IOException">There is no such group, or the sidecar may not give the file to it.</exception>
    public static Socket Bind(EndPoint endPoint, IEnumerable<SocketFile> files)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        try
        {
            if (endPoint is UnixDomainSocketEndPoint && !OperatingSystem.IsWindows())
                files.Single(file => file.Path == endPoint.ToString()).Apply();
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private void Apply()
    {
        if (Group.Length > 0 && ChangeOwner(Path, SameOwner, NumberOf(Group)) != 0)
        {
            var reason = new Win32Exception(Marshal.GetLastPInvokeError()).Message;
            throw new IOException($"{Path} cannot be given to the group '{Group}': {reason}.");
        }

        File.SetUnixFileMode(Path, (UnixFileMode)Convert.ToInt32(Mode, Octal));
    }

    private static int NumberOf(string group)
    {
        if (int.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        var entry = FindGroup(group);
        return entry != 0
            ? Marshal.ReadInt32(entry, OffsetOfNumber)
            : throw new IOException($"There is no group '{group}' for the socket.");
    }

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, int owner, int group);

    [LibraryImport("libc", EntryPoint = "getgrnam", StringMarshalling = StringMarshalling.Utf8)]
    private static partial IntPtr FindGroup(string name);
}
