using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Administration;

/// <summary>A document on its way in.</summary>
internal sealed class StagedDocument
{
    private readonly byte[] _buffer = [];

    /// <summary>A document of which nothing is there yet.</summary>
    public StagedDocument(Digest digest, int totalLength, DateTimeOffset began, TimeSpan uptime)
    {
        _buffer = GC.AllocateUninitializedArray<byte>(totalLength);
        (Digest, Content, Began, LastTouched) = (digest, _buffer, began, uptime);
    }

    /// <summary>A document that is there in full. Its content has its digest.</summary>
    public StagedDocument(Digest digest, ReadOnlyMemory<byte> content, DateTimeOffset began, TimeSpan uptime) =>
        (Digest, Content, Received, Began, LastTouched) = (digest, content, content.Length, began, uptime);

    public Digest Digest { get; }

    public int TotalLength => Content.Length;

    public int Received { get; private set; }

    /// <summary>When its first piece arrived, or the first that asked for it after it was let go of.</summary>
    public DateTimeOffset Began { get; private set; }

    /// <summary>When somebody last sent or asked for it, by the sidecar's uptime.</summary>
    public TimeSpan LastTouched { get; private set; }

    /// <summary>Since when nobody is known to need it, by the sidecar's uptime; null while somebody may.</summary>
    public TimeSpan? ReleasedAt { get; set; }

    public bool IsComplete => Received == TotalLength;

    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>Takes a piece that begins at or before the end of what is there and does not pass the end of the document.</summary>
    public void Take(int offset, ReadOnlySpan<byte> piece)
    {
        piece.CopyTo(_buffer.AsSpan(offset));
        Received = Math.Max(Received, offset + piece.Length);
    }

    /// <summary>Somebody sends it or asks for it.</summary>
    public void Touch(DateTimeOffset now, TimeSpan uptime)
    {
        Began = ReleasedAt is null ? Began : now;
        (LastTouched, ReleasedAt) = (uptime, null);
    }

    public bool HasItsDigest() => Digest.Of(Content.Span) == Digest;
}
