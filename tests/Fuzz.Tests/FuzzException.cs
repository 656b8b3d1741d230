namespace Fuzz.Tests;

/// <summary>A parser broke a promise; the message says which input does it.</summary>
internal sealed class FuzzException(string message, Exception cause) : Exception(message, cause);
