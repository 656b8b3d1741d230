using SchemaClaims.Contracts.Packs;

namespace SchemaClaimsSidecar.Storage;

/// <summary>Opens the store in a folder, or begins one there, and cleans up what a crash left.</summary>
internal static class FileStoreOpener
{
    /// <exception cref="StoreUnavailableException">The folder cannot be used, is in use, or was written by a newer version.</exception>
    /// <exception cref="StoreDamagedException">The history is not what was written.</exception>
    public static FileStore Open(string folder, TimeProvider time, ILogger<FileStore> logger)
    {
        var layout = new StoreLayout(folder);
        if (File.Exists(layout.Folder))
            throw new StoreUnavailableException($"The store '{layout.Folder}' is a file. Name a folder.");
        try
        {
            DurableFolder.Create(layout.Folder);
            var folderLock = FolderLock.Acquire(layout);
            try
            {
                return Open(layout, folderLock, time, logger);
            }
            catch
            {
                folderLock.Dispose();
                throw;
            }
        }
        catch (Exception refused) when (FileSystemErrors.IsOne(refused))
        {
            throw FileSystemErrors.Explain($"The store '{layout.Folder}' cannot be opened", refused);
        }
    }

    private static FileStore Open(StoreLayout layout, IDisposable folderLock, TimeProvider time, ILogger<FileStore> logger)
    {
        DurableFolder.DeleteTemporaryFiles(layout.Folder);
        var identity = File.Exists(layout.Identity) ? StoreIdentity.Read(layout.Identity) : Begin(layout, time);
        if (!File.Exists(layout.Log))
            throw new StoreDamagedException(
                $"'{layout.Log}' is gone. Restore it from a backup, or move the whole folder away to begin a new history.");
        DurableFolder.Create(layout.Packs);

        var log = ReleaseLog.Open(layout.Log, identity.Epoch);
        try
        {
            var generation = log.Last?.Record.Generation ?? 0;
            var packs = PackFolder.Open(layout, generation);
            Report(logger, layout, identity, log, packs, generation);
            return new FileStore(layout, identity.Epoch, folderLock, log, packs, ForgottenFile.Read(layout.Forgotten), time, logger);
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    // The identity comes last: a folder that has one has the rest.
    private static StoreIdentity Begin(StoreLayout layout, TimeProvider time)
    {
        DurableFolder.Create(layout.Packs);
        if (new FileInfo(layout.Log) is { Exists: true, Length: > 0 } || layout.ListPacks().Length > 0)
            throw new StoreDamagedException(
                $"'{layout.Identity}' is gone. Restore it from a backup, or move the whole folder away to begin a new history.");
        File.Create(layout.Log).Dispose();
        return StoreIdentity.Create(layout.Identity, time);
    }

    private static void Report(
        ILogger logger, StoreLayout layout, StoreIdentity identity, ReleaseLog log, PackFolder packs, long generation)
    {
        if (log.CutOff > 0)
            StorageLog.CutOff(logger, log.CutOff, layout.Log);
        foreach (var damage in packs.Damages)
            StorageLog.Damaged(logger, damage);
        StorageLog.Opened(logger, layout.Folder, identity.Epoch, generation);
    }
}
