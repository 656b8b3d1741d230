namespace SchemaClaimsSidecar.Storage;

/// <summary>Turns what the file system says into what an administrator can act on.</summary>
internal static class FileSystemErrors
{
    /// <summary>EIO: the device failed.</summary>
    public const int InputOutput = 5;

    private const int NoSpace = 28;
    private const int ReadOnly = 30;
    private const int QuotaExceeded = 122;

    public static bool IsOne(Exception exception) => exception is IOException or UnauthorizedAccessException;

    public static StoreUnavailableException Explain(string what, Exception cause) =>
        new($"{what}: {cause.Message} {Advice(cause)}", cause);

    private static string Advice(Exception cause) => cause switch
    {
        UnauthorizedAccessException => $"Give user '{Environment.UserName}' the right to read and write there.",
        { HResult: NoSpace or QuotaExceeded } => "Free some space and try again.",
        { HResult: ReadOnly } => "Mount the file system writable, or choose another folder.",
        { HResult: InputOutput } => "Check the disk, and verify the store before you go on.",
        _ => "Remove the cause and try again.",
    };
}
