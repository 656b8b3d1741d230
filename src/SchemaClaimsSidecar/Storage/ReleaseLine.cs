using System.Security.Cryptography;
using System.Text;
using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Signing;

namespace SchemaClaimsSidecar.Storage;

/// <summary>
/// A line of the release log: <c>checksum SP release LF</c>, the release with its signatures. The checksum is the SHA-256 over the
/// checksum of the line before and the bytes of the release, so that no line can be edited, removed or moved without its followers
/// telling.
/// </summary>
/// <param name="Offset">Where the line begins in the log.</param>
/// <param name="Length">In bytes, without the line feed.</param>
/// <param name="Checksum">Of this line and all before it.</param>
/// <param name="Generation">Of the release.</param>
/// <param name="SnapshotId">The snapshot that the release published.</param>
internal readonly record struct ReleaseLine(long Offset, int Length, Digest Checksum, long Generation, Digest SnapshotId)
{
    public const byte End = (byte)'\n';

    private const int PrefixLength = 2 * Digest.Size + 1;

    /// <summary>What the first line of a log follows.</summary>
    public static Digest Root(string epoch) => Digest.Of(Encoding.UTF8.GetBytes(epoch));

    /// <summary>The checksum of a release, as it is stored, and all before it.</summary>
    public static Digest Chain(Digest previous, ReadOnlySpan<byte> release)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[Digest.Size];
        previous.CopyTo(bytes);
        hash.AppendData(bytes);
        hash.AppendData(release);
        hash.GetHashAndReset(bytes);
        return Digest.FromBytes(bytes);
    }

    /// <summary>The bytes of a line, with the line feed.</summary>
    public static byte[] Write(Digest previous, Release release, out Digest checksum)
    {
        var signed = SignedRelease.Write(release).Span;
        checksum = Chain(previous, signed);
        return [.. Encoding.ASCII.GetBytes(checksum.ToString()), (byte)' ', .. signed, End];
    }

    /// <summary>The release on a line without its line feed; null when that was not written after <paramref name="previous"/>.</summary>
    public static Release? Read(Digest previous, ReadOnlySpan<byte> line, out Digest checksum)
    {
        checksum = default;
        if (line.Length <= PrefixLength || line[PrefixLength - 1] != ' '
            || !Digest.TryParse(Encoding.ASCII.GetString(line[..(PrefixLength - 1)]), out checksum)
            || Chain(previous, line[PrefixLength..]) != checksum)
            return null;
        try
        {
            return SignedRelease.Read(line[PrefixLength..].ToArray());
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
