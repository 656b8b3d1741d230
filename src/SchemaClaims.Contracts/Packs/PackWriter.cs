namespace SchemaClaims.Contracts.Packs;

/// <summary>Writes a pack: one immutable file that holds many blobs by digest.</summary>
internal static class PackWriter
{
    /// <summary>
    /// Writes the blobs, each digest once, durably and at once: afterwards the file is there whole; after a failure or a crash
    /// there is none, or the one that was there before. The digests are the caller's word; a reader checks them.
    /// </summary>
    /// <returns>Where each blob stands.</returns>
    /// <exception cref="IOException">The file system refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The file system refuses.</exception>
    public static IReadOnlyList<PackEntry> Write(string path, IEnumerable<PackBlob> blobs)
    {
        var header = PackFormat.WriteHeader();
        var pieces = new List<ReadOnlyMemory<byte>> { header };
        var entries = new List<PackEntry>();
        var written = new HashSet<Digest>();
        var offset = (long)header.Length;
        foreach (var blob in blobs.Where(blob => written.Add(blob.Digest)))
        {
            pieces.Add(blob.Content);
            entries.Add(new PackEntry(blob.Digest, offset, blob.Content.Length));
            offset += blob.Content.Length;
        }

        pieces.Add(PackFormat.WriteTail(header, entries, offset));
        DurableFile.Replace(path, pieces);
        return entries;
    }
}
