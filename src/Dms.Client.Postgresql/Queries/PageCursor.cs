using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;

namespace Dms.Client.Postgresql.Queries;

/// <summary>A place between two documents of a query: after the one that was created then and has this id.</summary>
/// <param name="CreatedAt">When the document was created, by the database's clock.</param>
/// <param name="Id">The document's id in the database.</param>
public readonly record struct PageCursor(DateTime CreatedAt, long Id)
{
    private const int Length = 2 * sizeof(long);

    /// <summary>Reads a token that <see cref="ToToken"/> made.</summary>
    /// <param name="token">The token.</param>
    /// <param name="cursor">The place; default when the token is none.</param>
    /// <returns>Whether the token is one.</returns>
    public static bool TryParse(ReadOnlySpan<char> token, out PageCursor cursor)
    {
        cursor = default;
        Span<byte> bytes = stackalloc byte[Length + 2];
        if (Base64Url.DecodeFromChars(token, bytes, out _, out var written) != OperationStatus.Done || written != Length)
            return false;
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
            return false;
        cursor = new PageCursor(new DateTime(ticks), BinaryPrimitives.ReadInt64BigEndian(bytes[sizeof(long)..]));
        return true;
    }

    /// <summary>The place as a client may keep it: opaque, and fit for a URL.</summary>
    public string ToToken()
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, CreatedAt.Ticks);
        BinaryPrimitives.WriteInt64BigEndian(bytes[sizeof(long)..], Id);
        return Base64Url.EncodeToString(bytes);
    }
}
