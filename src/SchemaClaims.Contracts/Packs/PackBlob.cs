namespace SchemaClaims.Contracts.Packs;

/// <summary>Bytes to write into a pack, under their digest.</summary>
internal readonly record struct PackBlob(Digest Digest, ReadOnlyMemory<byte> Content)
{
    public static implicit operator PackBlob(Part part) => new(part.Digest, part.Content);
}
