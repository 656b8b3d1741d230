using SchemaClaims.Contracts.Signing;

namespace SchemaClaims.Contracts;

/// <summary>What was published: which snapshot, when, by whom and why. Its bytes, exactly as written once, are what is stored and sent.</summary>
internal sealed class Release
{
    internal Release(ReadOnlyMemory<byte> bytes, ReleaseRecord record, IReadOnlyList<ReleaseSignature>? signatures = null)
    {
        Bytes = bytes;
        Record = record;
        Signatures = signatures ?? [];
        SnapshotId = Digest.Parse(record.Snapshot);
    }

    /// <summary>The release as written: one line of UTF-8 JSON without its end.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public ReleaseRecord Record { get; }

    public Digest SnapshotId { get; }

    /// <summary>What keys say about <see cref="Bytes"/>, as it came with them: unchecked. Empty for a release that is not signed.</summary>
    public IReadOnlyList<ReleaseSignature> Signatures { get; }

    public Position Position => new(Record.Epoch, Record.Generation);

    /// <summary>The same release with these signatures.</summary>
    public Release WithSignatures(IReadOnlyList<ReleaseSignature> signatures) => new(Bytes, Record, signatures);

    /// <summary>Whether this comes after a position: later in its history, or in one that an administrator put in its place.</summary>
    public bool Follows(Position earlier) =>
        earlier.Epoch == Record.Epoch ? Record.Generation > earlier.Generation : Replaces(earlier.Epoch);

    /// <summary>Whether an administrator put this history in the place of another.</summary>
    public bool Replaces(string epoch) => Record.Replaces?.Contains(epoch) ?? false;
}
