using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Testing;

/// <summary>Connects to Unix sockets as a user and a group that this process is not. On Linux each thread has an identity of its own.</summary>
public static partial class OtherUser
{
    private const int Unchanged = -1;
    private const int Root = 0;

    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
    private static readonly long SetUsers = IsArm ? 147 : 117;
    private static readonly long SetGroups = IsArm ? 149 : 119;
    private static readonly long SetMoreGroups = IsArm ? 159 : 116;

    /// <exception cref="SocketException">They may not connect.</exception>
    public static async Task<Socket> ConnectAsync(string path, int user, int group)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var connected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // The identity ends with the thread.
        new Thread(() =>
        {
            try
            {
                Become(user, group);
                socket.Connect(new UnixDomainSocketEndPoint(path));
                connected.SetResult();
            }
            catch (Exception refused)
            {
                connected.SetException(refused);
            }
        }).Start();
        await connected.Task;
        return socket;
    }

    private static void Become(int user, int group)
    {
        Call(SetMoreGroups, 0, 0, 0);
        Call(SetGroups, Unchanged, group, Root);
        Call(SetUsers, Unchanged, user, Root);
    }

    private static void Call(long number, long first, long second, long third)
    {
        if (SystemCall(number, first, second, third) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    // The functions of libc would change every thread.
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long SystemCall(long number, long first, long second, long third);
}
