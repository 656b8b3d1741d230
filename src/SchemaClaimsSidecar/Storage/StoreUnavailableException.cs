namespace SchemaClaimsSidecar.Storage;

/// <summary>The store cannot be reached, read or written now. Nothing has changed in it; its message says what to do.</summary>
internal sealed class StoreUnavailableException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Whether it may pass by itself: the store, or the way to it, is away.</summary>
    public bool MayPass { get; init; }
}
