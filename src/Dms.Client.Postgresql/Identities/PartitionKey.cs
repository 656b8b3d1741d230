namespace Dms.Client.Postgresql.Identities;

/// <summary>The partition that DMS keeps a document, an alias or a reference in.</summary>
public static class PartitionKey
{
    /// <summary>How many partitions there are.</summary>
    public const int Count = 16;

    /// <summary>The partition of a document's or a referential UUID: its last byte modulo <see cref="Count"/>.</summary>
    public static short Of(Guid uuid)
    {
        Span<byte> bytes = stackalloc byte[16];
        uuid.TryWriteBytes(bytes, bigEndian: true, out _);
        return (short)(bytes[^1] % Count);
    }
}
