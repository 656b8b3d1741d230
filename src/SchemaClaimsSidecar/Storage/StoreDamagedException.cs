namespace SchemaClaimsSidecar.Storage;

/// <summary>Something in the store is not what was written. It is not given out; the message names it and says what to do.</summary>
internal sealed class StoreDamagedException(string message, Exception? cause = null) : Exception(message, cause);
