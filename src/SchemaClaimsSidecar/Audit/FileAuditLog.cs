using SchemaClaims.Contracts.Packs;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Audit;

/// <summary>
/// The audit log in a file of its own beside the releases: a line an entry. Entries that come while others are written share the next
/// flush, so that acts at the same time do not wait for one another. The file is opened anew each time: an administrator may move it
/// away, and it begins anew.
/// </summary>
internal sealed class FileAuditLog(string folder) : IAuditLog
{
    private const byte LineFeed = (byte)'\n';

    private readonly string _path = Path.GetFullPath(Path.Combine(folder, "audit.log"));
    private readonly Lock _lock = new();
    private List<byte[]>? _next;
    private Task _written = Task.CompletedTask;

    public Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        var line = AuditFormat.Write(entry);
        lock (_lock)
        {
            if (_next is null)
            {
                _next = [];
                _written = WriteAsync(_next, after: _written);
            }

            _next.Add(line);
            return _written.WaitAsync(cancellationToken);
        }
    }

    public Task<IReadOnlyList<AuditEntry>> ReadAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken) =>
        Task.Run<IReadOnlyList<AuditEntry>>(
            () =>
            {
                try
                {
                    return File.Exists(_path) ? Read(since, limit, cancellationToken) : [];
                }
                catch (Exception refused) when (FileSystemErrors.IsOne(refused))
                {
                    throw FileSystemErrors.Explain($"the audit log '{_path}' cannot be read", refused);
                }
            },
            cancellationToken);

    private async Task WriteAsync(List<byte[]> entries, Task after)
    {
        await after.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_lock)
            _next = null;
        try
        {
            Append(entries);
        }
        catch (Exception refused) when (FileSystemErrors.IsOne(refused))
        {
            throw FileSystemErrors.Explain($"the audit log '{_path}' cannot be written", refused);
        }
    }

    private void Append(List<byte[]> entries)
    {
        var isNew = !File.Exists(_path);
        using var file = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        var length = file.Length;
        try
        {
            byte[] lines = [.. BreakOff(file), .. entries.SelectMany(entry => (byte[])[.. entry, LineFeed])];
            file.Position = length;
            file.Write(lines);
            Disk.Flush(file.SafeFileHandle);
        }
        catch
        {
            Undo(file, length);
            throw;
        }

        if (isNew)
            DurableFolder.Flush(Path.GetDirectoryName(_path)!);
    }

    // A line that a crash cut off stays, by itself.
    private static byte[] BreakOff(FileStream file)
    {
        if (file.Length == 0)
            return [];
        file.Position = file.Length - 1;
        return file.ReadByte() == LineFeed ? [] : [LineFeed];
    }

    private static void Undo(FileStream file, long length)
    {
        try
        {
            file.SetLength(length);
        }
        catch (Exception refused) when (FileSystemErrors.IsOne(refused))
        {
            // Then the rest stays, and the next entry begins a line of its own.
        }
    }

    private List<AuditEntry> Read(DateTimeOffset since, int limit, CancellationToken cancellationToken)
    {
        var newest = new Queue<AuditEntry>();
        using var stream = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!AuditFormat.TryRead(line, out var entry) || entry.At < since)
                continue;
            newest.Enqueue(entry);
            if (newest.Count > limit)
                newest.Dequeue();
        }

        return [.. newest];
    }
}
