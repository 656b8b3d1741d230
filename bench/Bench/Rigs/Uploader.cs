using System.Diagnostics;
using Bench.Inputs;
using Grpc.Core;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Cli;

namespace Bench.Rigs;

/// <summary>Uploads over the administration socket, as the command line tool does.</summary>
internal sealed class Uploader(string adminSocket) : IDisposable
{
    private readonly AdminConnection _connection = AdminConnection.Open(adminSocket);

    public void Dispose() => _connection.Dispose();

    public async Task<Upload> UploadSchemaAsync(SchemaSet schema, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var sent = await Task.WhenAll(schema.Documents.Select(document => SendAsync(document, cancellationToken)));
        var upload = new SchemaUpload { Core = sent[0], Extensions = { sent.Skip(1) } };
        return await PublishAsync(new PublishRequest { Schema = upload }, began, cancellationToken);
    }

    public async Task<Upload> UploadClaimsAsync(ClaimsSet claims, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var document = await SendAsync(claims.Document, cancellationToken);
        return await PublishAsync(new PublishRequest { Claims = new ClaimsUpload { Claims = document } }, began, cancellationToken);
    }

    private async Task<Document> SendAsync(NamedDocument document, CancellationToken cancellationToken)
    {
        var input = await Task.Run(document.ToInput, cancellationToken);
        return await new DocumentUploader(_connection.Client, (_, _) => { }).UploadAsync(input, cancellationToken);
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
