namespace SchemaClaims.Contracts;

/// <summary>What was published: which snapshot, when, by whom and why. Its bytes, exactly as written once, are what is stored and sent.</summary>
internal sealed class Release
{
    internal Release(ReadOnlyMemory<byte> bytes, ReleaseRecord record)
    {
        Bytes = bytes;
        Record = record;
        SnapshotId = Digest.Parse(record.Snapshot);
    }

    /// <summary>The release as written: one line of UTF-8 JSON without its end.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public ReleaseRecord Record { get; }

    public Digest SnapshotId { get; }

    public Position Position => new(Record.Epoch, Record.Generation);
}
