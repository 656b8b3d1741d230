namespace SchemaClaims.Contracts;

/// <summary>The numbers of the snapshot protocol: docs/protocol.md.</summary>
internal static class Protocol
{
    /// <summary>The version of the protocol that this code speaks.</summary>
    public const int Version = 1;

    /// <summary>The most data that one message carries, in bytes.</summary>
    public const int MaxPieceBytes = 1024 * 1024;

    /// <summary>The most sidecars that a release comes through.</summary>
    public const int MaxHops = 8;

    /// <summary>The most subscribers that one relay tells of.</summary>
    public const int MaxStandings = 10_000;

    /// <summary>About the most bytes of standings that one report carries.</summary>
    public const int MaxStandingBytes = 512 * 1024;
}
