using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Dms.Client.Postgresql.Identities;

/// <summary>
/// The UUID that DMS finds a document by: a UUIDv5 (RFC 4122) of the project, the resource and the identity. Two documents with the
/// same one are the same document.
/// </summary>
public static class ReferentialId
{
    private const int UuidLength = 16;
    private const int MaxStackBytes = 1024;

    /// <summary>The namespace that Ed-Fi identities are hashed in.</summary>
    public static readonly Guid Namespace = new("edf1edf1-3df1-3df1-3df1-3df1edf1edf1");

    /// <summary>The referential id of a document.</summary>
    /// <param name="projectName">The project's name in the model, such as <c>Ed-Fi</c>.</param>
    /// <param name="resourceName">The resource's name in the model, such as <c>School</c>.</param>
    /// <param name="identity">The identity in the order of <c>identityJsonPaths</c>.</param>
    /// <param name="format">Which DMS shall find it.</param>
    public static Guid Of(
        string projectName, string resourceName, ImmutableArray<IdentityElement> identity,
        ReferentialIdFormat format = ReferentialIdFormat.Dms2025)
    {
        ArgumentNullException.ThrowIfNull(projectName);
        ArgumentNullException.ThrowIfNull(resourceName);
        var (beforePath, beforeValue) = SeparatorsOf(format);
        var name = new StringBuilder(projectName).Append(resourceName);
        for (var i = 0; i < identity.Length; i++)
            name.Append(i > 0 ? "#" : "").Append(beforePath).Append(identity[i].Path.Text).Append(beforeValue).Append(identity[i].Value);
        return Hash(Encoding.UTF8.GetBytes(name.ToString()));
    }

    /// <summary>What stands before a path and before a value.</summary>
    internal static (string BeforePath, string BeforeValue) SeparatorsOf(ReferentialIdFormat format) => format switch
    {
        ReferentialIdFormat.Dms2025 => ("$", "=$"),
        ReferentialIdFormat.Dms2025Batch => ("$", "="),
        _ => ("", "="),
    };

    /// <summary>The referential id of a name in UTF-8.</summary>
    internal static Guid Hash(ReadOnlySpan<byte> name)
    {
        var length = UuidLength + name.Length;
        var bytes = length <= MaxStackBytes ? stackalloc byte[length] : new byte[length];
        Namespace.TryWriteBytes(bytes, bigEndian: true, out _);
        name.CopyTo(bytes[UuidLength..]);

        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(bytes, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..UuidLength], bigEndian: true);
    }
}
