namespace SchemaClaims.Contracts;

/// <summary>The numbers of the snapshot protocol: docs/protocol.md.</summary>
internal static class Protocol
{
    /// <summary>The version of the protocol that this code speaks.</summary>
    public const int Version = 1;

    /// <summary>The most data that one message carries, in bytes.</summary>
    public const int MaxPieceBytes = 1024 * 1024;
}
