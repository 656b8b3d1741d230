namespace SchemaClaimsSidecar.Storage;

/// <summary>Keeps a second process out of a folder. The operating system lets go of it when the process dies, however it dies.</summary>
internal static class FolderLock
{
    private const int WouldBlock = 11;

    /// <exception cref="StoreUnavailableException">Another process has the folder, or the lock file cannot be opened.</exception>
    public static IDisposable Acquire(StoreLayout layout)
    {
        try
        {
            return new FileStream(layout.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (taken.HResult == WouldBlock)
        {
            throw new StoreUnavailableException(
                $"The store '{layout.Folder}' is in use by another process. Stop that one, or give this one a folder of its own.", taken);
        }
        catch (Exception refused) when (FileSystemErrors.IsOne(refused))
        {
            throw FileSystemErrors.Explain($"The store '{layout.Folder}' cannot be locked", refused);
        }
    }
}
