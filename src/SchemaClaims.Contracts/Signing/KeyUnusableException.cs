namespace SchemaClaims.Contracts.Signing;

/// <summary>A key cannot be read, or is of another kind than is needed; the message says which and why, and nothing of the key.</summary>
internal sealed class KeyUnusableException(string message, Exception? cause = null) : Exception(message, cause);
