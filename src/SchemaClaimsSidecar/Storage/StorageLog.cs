namespace SchemaClaimsSidecar.Storage;

internal static partial class StorageLog
{
    [LoggerMessage(3001, LogLevel.Information, "Opened the store '{Folder}': epoch {Epoch}, generation {Generation}")]
    public static partial void Opened(ILogger logger, string folder, string epoch, long generation);

    [LoggerMessage(3002, LogLevel.Warning, "Cut an unfinished last line of {Bytes} bytes off '{Path}': its release was never acknowledged")]
    public static partial void CutOff(ILogger logger, long bytes, string path);

    [LoggerMessage(3003, LogLevel.Error, "The store is damaged: {Damage}")]
    public static partial void Damaged(ILogger logger, string damage);

    [LoggerMessage(3004, LogLevel.Error, "A failed release could not be undone in '{Path}': no more are taken until a restart")]
    public static partial void Uncertain(ILogger logger, string path);
}
