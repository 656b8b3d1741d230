namespace SchemaClaims.Contracts.Following;

/// <summary>The sidecar sent what docs/protocol.md does not allow. The stream cannot go on.</summary>
internal sealed class ProtocolViolationException(string message, Exception? inner = null) : Exception(message, inner);
