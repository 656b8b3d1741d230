using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using SchemaClaims.Contracts.Packs;

namespace Bench.Claims;

/// <summary>Only what makes a release durable: a new file, its folder, and a line more in a log, each flushed.</summary>
internal sealed class StoreFlushes : IDisposable
{
    private const int LineLength = 400;

    private readonly string _folder;
    private readonly SafeFileHandle _log;
    private long _end;
    private int _files;

    public StoreFlushes(string folder)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        _log = File.OpenHandle(Path.Combine(folder, "log"), FileMode.CreateNew, FileAccess.ReadWrite);
    }

    /// <summary>How many bytes the file has.</summary>
    public int Size { get; set; }

    public Task<TimeSpan> WriteAsync()
    {
        var content = new byte[Size];
        new Random(_files).NextBytes(content);
        return Task.Run(() =>
        {
            var began = Stopwatch.GetTimestamp();
            DurableFile.Replace(Path.Combine(_folder, $"{++_files}.pack"), [content]);
            RandomAccess.Write(_log, content.AsSpan(0, LineLength), _end);
            RandomAccess.FlushToDisk(_log);
            _end += LineLength;
            return Stopwatch.GetElapsedTime(began);
        });
    }

    public void Dispose() => _log.Dispose();
}
