namespace SchemaClaimsSidecar.Storage;

/// <summary>The store holds another history than the one that is followed. Nothing has changed; its message says what to do.</summary>
internal sealed class HistoryReplacedException(string message) : Exception(message);
