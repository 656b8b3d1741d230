namespace EndToEnd.Tests.Support;

/// <summary>The sidecar did what docs/protocol.md rules out.</summary>
internal sealed class ProtocolViolationException(string what) : Exception(what)
{
    public static void Unless(bool kept, string what)
    {
        if (!kept)
            throw new ProtocolViolationException(what);
    }
}
