using SchemaClaims.Contracts.Packs;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Audit;

/// <summary>
/// The audit log in a file of its own beside the releases: a line an entry. It is opened anew for each entry, so that an administrator
/// may move it away at any time, and it begins anew.
/// </summary>
internal sealed class FileAuditLog(string folder) : IAuditLog, IDisposable
{
    private const byte LineFeed = (byte)'\n';

    private readonly string _path = Path.GetFullPath(Path.Combine(folder, "audit.log"));
    private readonly SemaphoreSlim _turn = new(1);

    public async Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await Task.Run(() => Append(AuditFormat.Write(entry)), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception refused) when (FileSystemErrors.IsOne(refused))
        {
            throw FileSystemErrors.Explain($"the audit log '{_path}' cannot be written", refused);
        }
        finally
        {
            _turn.Release();
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

    public void Dispose() => _turn.Dispose();

    private void Append(byte[] entry)
    {
        var isNew = !File.Exists(_path);
        using var file = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        var length = file.Length;
        try
        {
            byte[] line = [.. BreakOff(file), .. entry, LineFeed];
            file.Position = length;
            file.Write(line);
            file.Flush(flushToDisk: true);
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
