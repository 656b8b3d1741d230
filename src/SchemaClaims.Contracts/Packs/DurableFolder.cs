using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace SchemaClaims.Contracts.Packs;

/// <summary>Folders whose entries survive a crash of the machine.</summary>
internal static partial class DurableFolder
{
    private const int ReadOnlyCloseOnExec = 0x80000;

    /// <summary>Creates a folder, and those above it, where they are missing.</summary>
    public static void Create(string path)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Directory.Exists(folder))
            return;
        var parent = Path.GetDirectoryName(folder);
        if (parent is not null)
            Create(parent);
        Directory.CreateDirectory(folder);
        if (parent is not null)
            Flush(parent);
    }

    /// <summary>Makes what was created, renamed and deleted in a folder durable. Only Linux needs, and has, such a call.</summary>
    /// <exception cref="IOException">The folder cannot be opened or flushed.</exception>
    public static void Flush(string path)
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var handle = new SafeFileHandle(Open(path, ReadOnlyCloseOnExec), ownsHandle: true);
        if (handle.IsInvalid)
        {
            var error = Marshal.GetLastPInvokeError();
            throw new IOException($"The folder '{path}' cannot be opened: {new Win32Exception(error).Message}", error);
        }

        Disk.Flush(handle);
    }

    /// <summary>Deletes the unfinished files that a crash left. Call only while no one else writes into the folder.</summary>
    public static void DeleteTemporaryFiles(string path)
    {
        foreach (var file in Directory.EnumerateFiles(path, "*" + DurableFile.TemporarySuffix))
            File.Delete(file);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
