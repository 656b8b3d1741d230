using Google.Protobuf;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Cli;

/// <summary>Sends documents to the staging area, going on where an earlier attempt ended.</summary>
internal sealed class DocumentUploader(Admin.AdminClient client, UploadDisplay display)
{
    public async Task<Document> UploadAsync(InputDocument document, CancellationToken cancellationToken)
    {
        var digest = UnsafeByteOperations.UnsafeWrap(document.Digest.ToBytes());
        long sent = 0;
        do
        {
            var piece = document.Content.Slice((int)sent, (int)Math.Min(Protocol.MaxPieceBytes, document.Content.Length - sent));
            var answer = await client.UploadPieceAsync(
                new UploadPieceRequest
                {
                    Digest = digest,
                    TotalLength = (ulong)document.Content.Length,
                    Offset = (ulong)sent,
                    Data = UnsafeByteOperations.UnsafeWrap(piece),
                },
                cancellationToken: cancellationToken).ConfigureAwait(false);
            sent = (long)answer.Received;
            display.Sent(document.Name, sent, document.Content.Length);
        }
        while (sent < document.Content.Length);
        return new Document { Name = document.Name, Digest = digest };
    }
}
