using System.Text.Json;
using Dms.Client.Postgresql.Authorization;
using Dms.Client.Postgresql.Queries;
using MiniDms.Database;
using MiniDms.Serving;
using Npgsql;

namespace MiniDms.Sidecar;

/// <summary>Reads: a document over one connection, without a lock; a page as a stream.</summary>
internal sealed class SidecarReads(NpgsqlDataSource dataSource, DocumentQueries queries, DocumentQueryOptions options)
{
    public async Task<Answer> GetAsync(DocumentRequest request)
    {
        await using var connection = await dataSource.OpenConnectionAsync(request.Aborted);
        var get = DocumentStatements.Get(request.Resource, request.Uuid, andLock: false);
        if (await connection.ReadDocumentAsync(get, request.Aborted) is not { } stored)
            return Problems.NotFound(request.Context);
        using var document = JsonDocument.Parse(stored.Body);
        using var session = new AuthorizationSession(connection);
        var security = request.Resource.Read(document.RootElement).Security;
        return await session.RefuseAsync(request, security, AuthorizationUse.ReadOrDelete)
            ?? new Answer(200, stored.Body, "application/json")
            {
                ETag = document.RootElement.TryGetProperty("_etag", out var etag) ? etag.GetString() : null,
            };
    }

    public async Task<Answer?> QueryAsync(DocumentRequest request)
    {
        var resource = (SnapshotResource)request.Resource;
        var parameters = request.Context.Request.Query.Select(field => KeyValuePair.Create(field.Key, field.Value.ToString()));
        if (!QueryParameters.TryRead(resource.Schema, parameters, options, out var read, out var problem))
            return problem.Errors.IsEmpty
                ? Problems.Invalid(
                    request.Context, problem.ValidationErrors.ToDictionary(error => error.Key, error => error.Value.ToArray()))
                : Problems.BadRequest(request.Context, problem.Errors);
        if (!QueryAuthorization.TryCreate(
            resource.Schema, request.Access.Strategies, request.Client.Authorizations, out var authorization, out var refusal))
            return Problems.Forbidden(request.Context, refusal.Errors, refusal.Hints);
        var query = new DocumentQuery(resource.Project, resource.Schema, authorization, read.Filters, read.Page, read.WithTotalCount);
        await using var page = await queries.OpenAsync(query, request.Aborted);
        await request.Context.WriteDocumentPageAsync(page);
        return null;
    }
}
