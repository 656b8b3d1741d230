namespace Dms.Client.Gates;

/// <summary>A gate is closed, broken or too slow: the check must be made again.</summary>
internal sealed class GateClosedException(string message, Exception? inner = null) : Exception(message, inner);
