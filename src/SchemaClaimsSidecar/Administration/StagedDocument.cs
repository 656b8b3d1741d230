using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Administration;

/// <summary>A document on its way in.</summary>
internal sealed class StagedDocument(Digest digest, int totalLength, DateTimeOffset began)
{
    private readonly byte[] _content = GC.AllocateUninitializedArray<byte>(totalLength);

    public Digest Digest => digest;

    public int TotalLength => totalLength;

    public int Received { get; private set; }

    /// <summary>When its first piece arrived.</summary>
    public DateTimeOffset Began { get; } = began;

    public DateTimeOffset LastTouched { get; set; } = began;

    public bool IsComplete => Received == totalLength;

    public ReadOnlyMemory<byte> Content => _content;

    /// <summary>Takes a piece that begins at or before the end of what is there and does not pass the end of the document.</summary>
    public void Take(int offset, ReadOnlySpan<byte> piece)
    {
        piece.CopyTo(_content.AsSpan(offset));
        Received = Math.Max(Received, offset + piece.Length);
    }

    public bool HasItsDigest() => Digest.Of(_content) == digest;
}
