using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace SchemaClaims.Contracts.Packs;

/// <summary>
/// Makes what was written durable, and says so when that fails. <see cref="RandomAccess.FlushToDisk"/> and streams pass over an error of
/// the device on Linux (EIO): what was never on the disk would be acknowledged.
/// </summary>
internal static partial class Disk
{
    private const int Interrupted = 4;

    /// <summary>Flushes a file or, on Linux, a folder.</summary>
    /// <exception cref="IOException">It is not certain what of it is on the disk.</exception>
    public static void Flush(SafeFileHandle handle)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(handle);
            return;
        }

        while (Fsync(handle) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
                throw new IOException($"The disk did not take what was written: {new Win32Exception(error).Message}", error);
        }
    }

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(SafeFileHandle handle);
}
