using System.Text.Json;
using System.Text.Json.Serialization;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Access;
using SchemaClaimsSidecar.Audit;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Administration;

/// <summary>The endpoint of DMS that takes an API schema: JSON documents as strings in a JSON document.</summary>
internal static partial class SchemaUploadEndpoint
{
    private const string Invalid = "Invalid ApiSchema";

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/management/upload-api-schema", UploadAsync);

    private static async Task<IResult> UploadAsync(
        HttpContext context, StagingArea staging, Publication publication, AuditTrail audit, IOptions<UploadOptions> limits,
        IHostApplicationLifetime lifetime)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            // What is a string in the body can become twice as long by escaping.
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                size.MaxRequestBodySize = 2L * limits.Value.MaxDocumentBytes;
            var body = await JsonSerializer.DeserializeAsync(context.Request.Body, UploadJson.Default.Body, reading.Token)
                .ConfigureAwait(false);
            if (string.IsNullOrWhiteSpace(body?.CoreSchema))
                return Refused("Core ApiSchema is required", []);
            return await PublishAsync(context, staging, publication, audit, body.CoreSchema, body.ExtensionSchemas ?? []).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (reading.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            // The rest of the body may never come.
            context.Response.Headers.Connection = "close";
            return Refused("The sidecar stops; send the schema again.", [], StatusCodes.Status503ServiceUnavailable);
        }
        catch (JsonException malformed)
        {
            return Refused($"The body is no JSON object with coreSchema and extensionSchemas: {malformed.Message}", []);
        }
        catch (BadHttpRequestException tooLarge)
        {
            return Refused(tooLarge.Message, [], tooLarge.StatusCode);
        }
        catch (StagingException overLimit)
        {
            return Refused(overLimit.Message, [], StatusCodes.Status413PayloadTooLarge);
        }
        catch (Exception failure) when ((failure as RpcException ?? AdministrativeFailures.Explain(failure)) is { } explained)
        {
            return Refused(explained.Status.Detail, [], HttpStatuses.Of(explained.StatusCode));
        }
    }

    private static async Task<IResult> PublishAsync(
        HttpContext context, StagingArea staging, Publication publication, AuditTrail audit, string core, string?[] extensions)
    {
        var request = new PublishRequest { Schema = new SchemaUpload(), Reason = $"POST {context.Request.Path}" };
        request.Schema.Core = Stage("core.json", core);
        for (var i = 0; i < extensions.Length; i++)
            request.Schema.Extensions.Add(Stage($"extension-{i}.json", extensions[i] ?? ""));

        var caller = Caller.Of(context);
        var last = await audit.RunAsync(
            AdministrativeActs.Of(request, nameof(Admin.AdminBase.Publish))!, caller.Description,
            () => AdministrativeFailures.ExplainAsync(() => publication.RunAsync(request, caller.Name, _ => Task.CompletedTask, context.RequestAborted)),
            answer => ActResult.Of(answer) ?? ActResult.None, context.RequestAborted).ConfigureAwait(false);
        return last.Refused is { } refused
            ? Refused(Invalid, [.. refused.Problems.Select(Failure.Of)])
            : Results.Json(
                new Answer("Schema uploaded successfully", last.Published.Position.Generation, 1 + extensions.Length),
                UploadJson.Default.Answer);

        Document Stage(string name, string text)
        {
            var document = InputDocument.Of(name, System.Text.Encoding.UTF8.GetBytes(text));
            staging.Put(document.Digest, document.Content);
            return new Document { Name = name, Digest = Google.Protobuf.ByteString.CopyFrom(document.Digest.ToBytes()) };
        }
    }

    private static IResult Refused(string why, Failure[] failures, int status = StatusCodes.Status400BadRequest) =>
        Results.Json(new Refusal(why, failures), UploadJson.Default.Refusal, statusCode: status);

    private sealed record Body(string? CoreSchema, string?[]? ExtensionSchemas);

    /// <param name="Message">As DMS says it.</param>
    /// <param name="ReloadId">What tells one upload from another: the generation.</param>
    /// <param name="SchemasProcessed">The core and the extensions.</param>
    private sealed record Answer(string Message, ulong ReloadId, int SchemasProcessed);

    private sealed record Refusal(string Error, Failure[] Failures);

    private sealed record Failure(string Type, string Message, string Path)
    {
        public static Failure Of(SchemaClaims.V1.Problem problem) => new(problem.Rule, problem.Message, $"{problem.Document}#{problem.Pointer}");
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true)]
    [JsonSerializable(typeof(Body))]
    [JsonSerializable(typeof(Answer))]
    [JsonSerializable(typeof(Refusal))]
    private sealed partial class UploadJson : JsonSerializerContext;
}
