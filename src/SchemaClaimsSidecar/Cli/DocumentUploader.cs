using Google.Protobuf;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Cli;

/// <summary>Sends documents to the staging area: only what the sidecar lacks, going on where an earlier attempt ended.</summary>
/// <param name="client">The sidecar.</param>
/// <param name="sent">Told how many bytes of a document are there; by several threads.</param>
internal sealed class DocumentUploader(Admin.AdminClient client, Action<InputDocument, long> sent)
{
    /// <summary>Sends the documents at the same time.</summary>
    public Task<Document[]> UploadAsync(IEnumerable<InputDocument> documents, CancellationToken cancellationToken) =>
        Task.WhenAll(documents.Select(document => UploadAsync(document, cancellationToken)));

    public async Task<Document> UploadAsync(InputDocument document, CancellationToken cancellationToken)
    {
        var digest = UnsafeByteOperations.UnsafeWrap(document.Digest.ToBytes());
        var received = await SendAsync(document, digest, 0, 0, cancellationToken).ConfigureAwait(false);
        while (received < document.Content.Length)
        {
            var length = Math.Min(Protocol.MaxPieceBytes, document.Content.Length - received);
            received = await SendAsync(document, digest, received, length, cancellationToken).ConfigureAwait(false);
        }

        return new Document { Name = document.Name, Digest = digest };
    }

    // An empty piece asks how much is there.
    private async Task<int> SendAsync(
        InputDocument document, ByteString digest, int offset, int length, CancellationToken cancellationToken)
    {
        var piece = new UploadPieceRequest
        {
            Digest = digest,
            TotalLength = (ulong)document.Content.Length,
            Offset = (ulong)offset,
            Data = UnsafeByteOperations.UnsafeWrap(document.Content.Slice(offset, length)),
        };
        var answer = await client.UploadPieceAsync(piece, cancellationToken: cancellationToken).ConfigureAwait(false);
        sent(document, (long)answer.Received);
        return (int)answer.Received;
    }
}
