using System.Text;

namespace SchemaClaims.Contracts.Signing;

/// <summary>
/// A release with its signatures as they are stored: <c>keyId:base64,keyId:base64 SP release</c>, or the release alone where it is not
/// signed. The bytes of the release stand in it exactly as they were signed.
/// </summary>
internal static class SignedRelease
{
    public static ReadOnlyMemory<byte> Write(Release release)
    {
        if (release.Signatures.Count == 0)
            return release.Bytes;
        var signatures = release.Signatures.Select(signature => $"{signature.KeyId}:{Convert.ToBase64String(signature.Value.Span)}");
        return (byte[])[.. Encoding.ASCII.GetBytes(string.Join(',', signatures)), (byte)' ', .. release.Bytes.Span];
    }

    /// <exception cref="InvalidDataException">The bytes are no release.</exception>
    public static Release Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Span is [(byte)'{', ..])
            return ReleaseFormat.Read(bytes);
        var end = bytes.Span.IndexOf((byte)' ');
        if (end < 0)
            throw new InvalidDataException("The release cannot be read: it neither begins nor follows its signatures.");
        return ReleaseFormat.Read(bytes[(end + 1)..]).WithSignatures(
            [.. Encoding.ASCII.GetString(bytes.Span[..end]).Split(',').Select(ReadSignature)]);
    }

    private static ReleaseSignature ReadSignature(string text)
    {
        try
        {
            return text.Split(':', 2) is [var keyId, var value] && KeyIds.IsValid(keyId)
                ? new ReleaseSignature(keyId, Convert.FromBase64String(value))
                : throw new InvalidDataException("The release cannot be read: a signature is malformed.");
        }
        catch (FormatException malformed)
        {
            throw new InvalidDataException("The release cannot be read: a signature is malformed.", malformed);
        }
    }
}
