using System.Buffers;

namespace SchemaClaimsSidecar.Claims.Sources;

/// <summary>Reads what may be longer than anybody should hold in memory.</summary>
internal static class BoundedReader
{
    private const int PieceBytes = 64 * 1024;

    /// <summary>All there is; null as soon as it turns out to be more than <paramref name="limit"/> bytes.</summary>
    public static async Task<byte[]?> ReadAsync(Stream stream, int limit, CancellationToken cancellationToken)
    {
        var content = new ArrayBufferWriter<byte>(PieceBytes);
        while (await stream.ReadAsync(content.GetMemory(PieceBytes), cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            content.Advance(read);
            if (content.WrittenCount > limit)
                return null;
        }

        return content.WrittenSpan.ToArray();
    }
}
