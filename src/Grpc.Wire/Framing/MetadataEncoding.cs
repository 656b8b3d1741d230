using Grpc.Core;

namespace Grpc.Wire.Framing;

/// <summary>Metadata as header values: text as it is, bytes as base64.</summary>
internal static class MetadataEncoding
{
    public static string Encode(Metadata.Entry entry) =>
        entry.IsBinary ? Convert.ToBase64String(entry.ValueBytes).TrimEnd('=') : entry.Value;

    /// <summary>Adds a received header unless it belongs to the protocol.</summary>
    /// <exception cref="RpcException">The name or the bytes of a "-bin" header are malformed.</exception>
    public static void Add(Metadata metadata, string name, string? value)
    {
        if (HeaderNames.IsReserved(name) || value is null)
            return;
        try
        {
            if (!name.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase))
            {
                metadata.Add(name, value);
                return;
            }

            // Peers may join several values of one key with commas.
            foreach (var part in value.Split(','))
                metadata.Add(name, FromBase64(part.Trim()));
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw new RpcException(new Status(StatusCode.Internal, $"The header '{name}' is malformed.", exception));
        }
    }

    private static byte[] FromBase64(string text)
    {
        var unpadded = text.TrimEnd('=');
        return Convert.FromBase64String(unpadded.PadRight((unpadded.Length + 3) / 4 * 4, '='));
    }
}
