using System.Text.Json;
using System.Text.Json.Nodes;
using Dms.Client.Claims;
using MiniDms.Clients;
using MiniDms.Documents;
using Npgsql;

namespace MiniDms.Serving;

/// <summary>The routes under <c>/data</c>: who asks, for what, may they, is the body right; then the mode's own work.</summary>
internal sealed class DataEndpoints(IDms dms, ApiClients clients, ILogger<DataEndpoints> logger)
{
    private const string Collection = "/data/{project}/{endpoint}";
    private const string Item = Collection + "/{id}";

    public void Map(WebApplication app)
    {
        app.MapPost(Collection, (HttpContext context, string project, string endpoint) => ServeAsync(
            context, Pipeline.Upsert, ResourceAction.Create, project, endpoint, null, request => WriteAsync(request, DocumentUse.Insert)));
        app.MapGet(Collection, (HttpContext context, string project, string endpoint) => ServeAsync(
            context, Pipeline.Query, ResourceAction.Read, project, endpoint, null, dms.QueryAsync));
        app.MapGet(Item, (HttpContext context, string project, string endpoint, string id) => ServeAsync(
            context, Pipeline.Query, ResourceAction.Read, project, endpoint, id, async request => await dms.GetAsync(request)));
        app.MapPut(Item, (HttpContext context, string project, string endpoint, string id) => ServeAsync(
            context, Pipeline.Update, ResourceAction.Update, project, endpoint, id, request => WriteAsync(request, DocumentUse.Update)));
        app.MapDelete(Item, (HttpContext context, string project, string endpoint, string id) => ServeAsync(
            context, Pipeline.Delete, ResourceAction.Delete, project, endpoint, id, async request => await dms.DeleteAsync(request)));
    }

    private async Task<IResult> ServeAsync(
        HttpContext context, Pipeline pipeline, ResourceAction action, string project, string endpoint, string? id,
        Func<DocumentRequest, Task<Answer?>> serve)
    {
        try
        {
            return await AnswerAsync() is { } answer ? answer.ToResult() : Results.Empty;
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !context.Response.HasStarted)
        {
            ServingLog.Failed(logger, context.Request.Method, context.Request.Path, failure);
            var detail = failure is NpgsqlException ? "The database did not answer." : "The request failed.";
            return Problems.ServerError(context, detail).ToResult();
        }

        async Task<Answer?> AnswerAsync()
        {
            if (clients.Find(context.Request) is not { } client)
                return Problems.Unauthorized(context, "Missing or invalid bearer token.");
            if (dms.FindResource(context, pipeline, project, endpoint) is not { } resource)
                return Problems.NoSuchEndpoint(context);
            var uuid = Guid.Empty;
            if (id is not null && !Guid.TryParse(id, out uuid))
                return Problems.NotFound(context);
            var access = await dms.DecideAsync(context, client, resource, action);
            return access.Refusal ?? await serve(new DocumentRequest(context, client, resource, access) { Uuid = uuid });
        }
    }

    private async Task<Answer?> WriteAsync(DocumentRequest request, DocumentUse use)
    {
        var (body, refusal) = await ReadBodyAsync(request, use);
        if (body is null)
            return refusal;
        var errors = BodyValidator.Validate(request.Resource.SchemaFor(use), body);
        if (errors.Count > 0)
            return Problems.Invalid(request.Context, errors);
        var valid = request with { Body = body, Info = request.Resource.Read(JsonSerializer.SerializeToElement(body)) };
        return use == DocumentUse.Insert ? await dms.UpsertAsync(valid) : await dms.UpdateAsync(valid);
    }

    private static async Task<(JsonObject? Body, Answer? Refusal)> ReadBodyAsync(DocumentRequest request, DocumentUse use)
    {
        try
        {
            if (await JsonNode.ParseAsync(request.Context.Request.Body, cancellationToken: request.Aborted) is not JsonObject body)
                return (null, Problems.BadRequest(request.Context, "The request body must be a JSON object."));
            foreach (var own in (string[])["_etag", "_lastModifiedDate"])
                body.Remove(own);
            return use switch
            {
                DocumentUse.Insert when body.ContainsKey("id") =>
                    (null, Problems.BadRequest(request.Context, "Resource identifiers cannot be assigned by the client.")),
                DocumentUse.Update when body["id"]?.ToString() != request.Uuid.ToString() =>
                    (null, Problems.BadRequest(request.Context, "Request body id must match the id in the url.")),
                _ => (body, null),
            };
        }
        catch (Exception malformed) when (malformed is JsonException or ArgumentException)
        {
            return (null, Problems.BadRequest(request.Context, $"The request body is no valid JSON: {malformed.Message}"));
        }
    }
}
