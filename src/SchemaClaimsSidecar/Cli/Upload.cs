using Grpc.Core;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Schema;
using WireRollout = SchemaClaims.V1.Rollout;

namespace SchemaClaimsSidecar.Cli;

/// <summary>One run of a command that publishes a schema or claims.</summary>
internal sealed class Upload(Admin.AdminClient client, CommandOutput output, SchemaInput? schema, ClaimsInput? claims)
{
    private readonly UploadDisplay _display = new(output.Progress, output.IsTerminal);

    /// <summary>The part of the fleet to publish for; null for everybody.</summary>
    public WireRollout? Rollout { get; init; }

    public async Task<int> RunAsync(PublishRequest request, TimeSpan? wait, CancellationToken cancellationToken)
    {
        request.Schema = schema is null ? null : await SendAsync(schema, cancellationToken).ConfigureAwait(false);
        request.Rollout = Rollout;
        request.Claims = claims is null ? null : await SendAsync(claims, cancellationToken).ConfigureAwait(false);
        var last = await PublishAsync(request, cancellationToken).ConfigureAwait(false);
        _display.End();
        if (last.Refused is { } refused)
        {
            output.Result(refused, writer => Show(refused, writer));
            if (refused.Breaking is not null)
            {
                throw new CliException(
                    ExitCodes.BreaksClients,
                    "Refused: it would break clients. Nothing was changed. Change the documents, or publish without --refuse-breaking.");
            }

            throw new CliException(
                ExitCodes.Refused,
                $"Refused: {refused.Problems.Count} problem(s). Nothing was changed. Correct the documents and upload them again.");
        }

        return await new PublishedResult(client, output, _display).ShowAsync(last.Published, request.DryRun, wait, cancellationToken)
            .ConfigureAwait(false);
    }

    private void Show(Refused refused, TextWriter writer)
    {
        _display.Problems(refused.Problems);
        if (refused.Breaking is { } breaking)
            new ComparisonText(breaking, output.ShowsDetails).WriteTo(writer);
    }

    private async Task<SchemaUpload> SendAsync(SchemaInput input, CancellationToken cancellationToken)
    {
        var sent = await SendAsync([input.Core, .. input.Extensions], cancellationToken).ConfigureAwait(false);
        return new SchemaUpload
        {
            Core = sent[0],
            Extensions = { sent.Skip(1) },
            Rules = input.Rules == MergeRules.Rules2025 ? SchemaUpload.Types.Rules._2025 : SchemaUpload.Types.Rules._2026,
            Strict = input.Strict,
        };
    }

    private async Task<ClaimsUpload> SendAsync(ClaimsInput input, CancellationToken cancellationToken)
    {
        var sent = await SendAsync([input.Claims, .. input.Fragments], cancellationToken).ConfigureAwait(false);
        return new ClaimsUpload { Claims = sent[0], Fragments = { sent.Skip(1) } };
    }

    private Task<Document[]> SendAsync(IReadOnlyList<InputDocument> documents, CancellationToken cancellationToken)
    {
        _display.Begin("send");
        return new DocumentUploader(client, (document, sent) => _display.Sent(document.Name, sent, document.Content.Length))
            .UploadAsync(documents, cancellationToken);
    }

    private async Task<PublishEvent> PublishAsync(PublishRequest request, CancellationToken cancellationToken)
    {
        var last = new PublishEvent();
        using var call = client.Publish(request, cancellationToken: cancellationToken);
        try
        {
            await foreach (var progress in call.ResponseStream.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                last = progress;
                if (progress.Stage is { } stage)
                    _display.Begin(stage.Name);
            }
        }
        catch (RpcException) when (last.Refused is not null)
        {
            // The status repeats in one line what the refusal lists in full.
        }

        return last;
    }
}
