using System.Diagnostics;
using Bench.Inputs;
using Google.Protobuf;
using Grpc.Core;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Cli;
using SchemaClaimsSidecar.Documents;

namespace Bench.Rigs;

/// <summary>Uploads over the administration socket, as the command line tool does.</summary>
internal sealed class Uploader(string adminSocket) : IDisposable
{
    private readonly AdminConnection _connection = AdminConnection.Open(adminSocket);

    public void Dispose() => _connection.Dispose();

    public async Task<Upload> UploadSchemaAsync(SchemaSet schema, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var core = await SendAsync(schema.Core, cancellationToken);
        var request = new PublishRequest { Schema = new SchemaUpload { Core = core } };
        foreach (var extension in schema.Extensions)
            request.Schema.Extensions.Add(await SendAsync(extension, cancellationToken));
        return await PublishAsync(request, began, cancellationToken);
    }

    public async Task<Upload> UploadClaimsAsync(ClaimsSet claims, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var document = await SendAsync(claims.Document, cancellationToken);
        return await PublishAsync(new PublishRequest { Claims = new ClaimsUpload { Claims = document } }, began, cancellationToken);
    }

    private async Task<Document> SendAsync(NamedDocument document, CancellationToken cancellationToken)
    {
        var input = document.ToInput();
        var digest = UnsafeByteOperations.UnsafeWrap(input.Digest.ToBytes());
        for (var sent = 0; sent < input.Content.Length; sent += Protocol.MaxPieceBytes)
        {
            var piece = input.Content.Slice(sent, Math.Min(Protocol.MaxPieceBytes, input.Content.Length - sent));
            await _connection.Client.UploadPieceAsync(
                new UploadPieceRequest
                {
                    Digest = digest,
                    TotalLength = (ulong)input.Content.Length,
                    Offset = (ulong)sent,
                    Data = UnsafeByteOperations.UnsafeWrap(piece),
                },
                cancellationToken: cancellationToken);
        }

        return new Document { Name = input.Name, Digest = digest };
    }

    private async Task<Upload> PublishAsync(PublishRequest request, long began, CancellationToken cancellationToken)
    {
        var sent = Stopwatch.GetTimestamp();
        using var call = _connection.Client.Publish(request, cancellationToken: cancellationToken);
        var stages = new List<long>();
        Published? published = null;
        await foreach (var message in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            if (message.Stage is not null)
                stages.Add(Stopwatch.GetTimestamp());
            published = message.Published ?? published;
        }

        return published is { Unchanged: false }
            ? new Upload(published, began, sent, Compiled: stages[^1])
            : throw new InvalidOperationException("The upload changed nothing; a benchmark must change something each time.");
    }
}
