namespace SchemaClaimsSidecar.Storage;

/// <summary>The store cannot be reached, read or written now. Nothing has changed in it; its message says what to do.</summary>
internal sealed class StoreUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
