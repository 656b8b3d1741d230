using System.ComponentModel;
using System.Diagnostics;

namespace Testing;

/// <summary>A real file system of a few pages, in memory, that fills up and can be made read-only. Needs the right to mount.</summary>
public sealed class TinyFileSystem : IDisposable
{
    private static readonly Lazy<string?> MountRefusal = new(() => RefusalOf(_ => { }));
    private static readonly Lazy<string?> AppendOnlyRefusal = new(() => RefusalOf(TryAppendOnly));

    private readonly TemporaryFolder _folder = new();

    private TinyFileSystem(int bytes)
    {
        try
        {
            Run("mount", "-t", "tmpfs", "-o", $"size={bytes}", "tmpfs", _folder.Path);
        }
        catch
        {
            _folder.Dispose();
            throw;
        }
    }

    /// <summary>Why a test that mounts must be skipped; null where mounting is possible.</summary>
    public static string? WhyImpossible => MountRefusal.Value;

    /// <summary>Why a test that uses <see cref="SetAppendOnly"/> must be skipped; null where that is possible.</summary>
    public static string? WhyNoAppendOnly => AppendOnlyRefusal.Value;

    /// <summary>The full path of its root.</summary>
    public string Path => _folder.Path;

    /// <summary>The full path of an entry inside.</summary>
    public string this[string name] => _folder[name];

    public static TinyFileSystem Mount(int bytes) => new(bytes);

    /// <summary>Makes it read-only, or writable again.</summary>
    public void Remount(bool readOnly) => Run("mount", "-o", readOnly ? "remount,ro" : "remount,rw", Path);

    /// <summary>Makes a file impossible to cut, or possible again.</summary>
    public void SetAppendOnly(string name, bool on) => Run("chattr", on ? "+a" : "-a", this[name]);

    /// <summary>Fills it with a file until no more than so many bytes are free.</summary>
    public void FillUpTo(long freeBytes)
    {
        var size = new DriveInfo(Path).AvailableFreeSpace - freeBytes;
        if (size > 0)
            File.WriteAllBytes(this["ballast"], new byte[size]);
    }

    /// <summary>Takes the file of <see cref="FillUpTo"/> away.</summary>
    public void Relieve() => File.Delete(this["ballast"]);

    public void Dispose()
    {
        // Lazily: a test that failed may have left files open.
        Run("umount", "--lazy", Path);
        _folder.Dispose();
    }

    private static void TryAppendOnly(TinyFileSystem disk)
    {
        File.WriteAllText(disk["file"], "");
        disk.SetAppendOnly("file", on: true);
    }

    private static string? RefusalOf(Action<TinyFileSystem> use)
    {
        try
        {
            using var disk = Mount(64 * 1024);
            use(disk);
            return null;
        }
        catch (InvalidOperationException refusal)
        {
            return "This needs the right to mount a small file system: " + refusal.Message;
        }
    }

    private static void Run(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new InvalidOperationException(error.Trim());
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException(missing.Message, missing);
        }
    }
}
