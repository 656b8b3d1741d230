using Microsoft.Win32.SafeHandles;
using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Packs;

namespace SchemaClaimsSidecar.Storage;

/// <summary>The append-only file of releases. Its caller appends one at a time; reading is safe beside that.</summary>
internal sealed class ReleaseLog : IDisposable
{
    private readonly string _path;
    private readonly Digest _root;
    private readonly SafeFileHandle _handle;
    private readonly List<ReleaseLine> _lines = [];
    private readonly Lock _lock = new();
    private long _length;

    private ReleaseLog(string path, Digest root, SafeFileHandle handle)
    {
        _path = path;
        _root = root;
        _handle = handle;
    }

    /// <summary>The newest release; null while there is none.</summary>
    public Release? Last { get; private set; }

    /// <summary>How many releases there are.</summary>
    public int Count
    {
        get { lock (_lock) return _lines.Count; }
    }

    /// <summary>How many bytes of an unfinished last line were cut off at opening.</summary>
    public long CutOff { get; private set; }

    /// <summary>A failed append could not be undone: what the file holds is known again only after opening it anew.</summary>
    public bool IsUncertain { get; private set; }

    /// <summary>Opens a log and checks every line. An unfinished last line was never acknowledged, and is cut off.</summary>
    /// <exception cref="StoreDamagedException">A line is not what was written.</exception>
    public static ReleaseLog Open(string path, string epoch)
    {
        var log = new ReleaseLog(path, ReleaseLine.Root(epoch), File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite));
        try
        {
            log.ReadLines();
            return log;
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    /// <summary>The snapshots of the releases that are not forgotten.</summary>
    public HashSet<Digest> Snapshots(ForgottenReleases forgotten)
    {
        lock (_lock)
            return [.. _lines.Where(line => !forgotten.Contains(line.Generation)).Select(line => line.SnapshotId)];
    }

    /// <summary>Adds a release durably. After a failure the log is as it was, or uncertain.</summary>
    public void Append(Release release)
    {
        var previous = _lines.Count == 0 ? _root : _lines[^1].Checksum;
        var bytes = ReleaseLine.Write(previous, release, out var checksum);
        try
        {
            RandomAccess.Write(_handle, bytes, _length);
            Disk.Flush(_handle);
        }
        catch
        {
            Undo();
            throw;
        }

        Add(new ReleaseLine(_length, bytes.Length - 1, checksum, release.Record.Generation, release.SnapshotId), release);
    }

    /// <summary>A release by its place, from 0; read from the file and checked again.</summary>
    /// <exception cref="StoreDamagedException">The line is not what was written.</exception>
    public Release Read(int index)
    {
        ReleaseLine line;
        Digest previous;
        lock (_lock)
        {
            line = _lines[index];
            previous = index == 0 ? _root : _lines[index - 1].Checksum;
        }

        var bytes = new byte[line.Length];
        for (var read = 0; read < bytes.Length;)
        {
            var more = RandomAccess.Read(_handle, bytes.AsSpan(read), line.Offset + read);
            read += more > 0 ? more : throw Damaged(index + 1);
        }

        return ReleaseLine.Read(previous, bytes, out var checksum) is { } release && checksum == line.Checksum
            ? release
            : throw Damaged(index + 1);
    }

    public void Dispose() => _handle.Dispose();

    private void ReadLines()
    {
        var reader = new LineReader(_handle);
        var previous = _root;
        while (reader.TryRead(out var bytes))
        {
            if (ReleaseLine.Read(previous, bytes, out var checksum) is not { } release
                || release.Record.Generation <= (Last?.Record.Generation ?? 0))
                throw Damaged(_lines.Count + 1);
            Add(new ReleaseLine(_length, bytes.Length, checksum, release.Record.Generation, release.SnapshotId), release);
            previous = checksum;
        }

        if (reader.Rest is { Length: > 0 } rest)
            CutOffRest(rest, previous);
    }

    // A whole line and one more byte is no unfinished line: its line feed was written, and has changed since.
    private void CutOffRest(ReadOnlyMemory<byte> rest, Digest previous)
    {
        if (ReleaseLine.Read(previous, rest.Span[..^1], out _) is not null)
            throw Damaged(_lines.Count + 1);
        RandomAccess.SetLength(_handle, _length);
        Disk.Flush(_handle);
        CutOff = rest.Length;
    }

    private void Add(ReleaseLine line, Release release)
    {
        lock (_lock)
            _lines.Add(line);
        Last = release;
        _length = line.Offset + line.Length + 1;
    }

    private void Undo()
    {
        try
        {
            RandomAccess.SetLength(_handle, _length);
            Disk.Flush(_handle);
        }
        catch (Exception refused) when (FileSystemErrors.IsOne(refused))
        {
            IsUncertain = true;
        }
    }

    private StoreDamagedException Damaged(int line)
    {
        var what = line == 1
            ? "it does not begin the history that 'store.json' names; one of the two was edited or exchanged"
            : "that line or one before it was edited, removed or moved";
        return new StoreDamagedException(
            $"'{_path}' is damaged at line {line}: {what}. "
            + "Restore the file from a backup, or move the whole folder away to begin a new history.");
    }
}
