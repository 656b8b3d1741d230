namespace Bench.Rigs;

/// <summary>A temporary folder on a disk, and another for sockets, whose paths must be short; deleted in the end.</summary>
internal sealed class WorkFolder : IDisposable
{
    private static readonly string[] InMemory = ["tmpfs", "ramfs"];

    private readonly DirectoryInfo _sockets = Directory.CreateTempSubdirectory("bench-");
    private readonly DirectoryInfo _disk;
    private int _sequence;

    public WorkFolder()
    {
        // A file system in memory flushes nothing; beside the program there is a disk more often.
        _disk = InMemory.Contains(FormatOf(_sockets))
            ? Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, _sockets.Name))
            : _sockets;
    }

    /// <summary>The file system under <see cref="NewFolder"/>, in a word.</summary>
    public string FileSystem => FormatOf(_disk);

    /// <summary>The path of a folder that does not exist yet.</summary>
    public string NewFolder() => Path.Combine(_disk.FullName, $"folder-{++_sequence}");

    /// <summary>The path of a socket that does not exist yet.</summary>
    public string NewSocket() => Path.Combine(_sockets.FullName, $"{++_sequence}.sock");

    public void Dispose()
    {
        _sockets.Delete(recursive: true);
        _disk.Refresh();
        if (_disk.Exists)
            _disk.Delete(recursive: true);
    }

    private static string FormatOf(DirectoryInfo folder) => new DriveInfo(folder.FullName).DriveFormat;
}
