using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MiniDms.Database;
using MiniDms.Serving;
using Npgsql;

namespace MiniDms.Investigated;

/// <summary>
/// Reads. A document is read under a row lock, in a transaction that lasts as long as authorization asks, as DMS's
/// <c>GetDocumentById</c>. A page becomes one tree of nodes, one indented string and one array of bytes before its first byte is sent, as
/// DMS's <c>QueryDocument</c> and <c>AspNetCoreFrontend</c>: finding 4, in the version of it that was served in 2025-11.
/// </summary>
internal sealed class InvestigatedReads(NpgsqlDataSource dataSource, RelationshipValidation relationships)
{
    public async Task<Answer> GetAsync(DocumentRequest request)
    {
        await using var connection = await dataSource.OpenConnectionAsync(request.Aborted);
        await using var transaction = await connection.BeginTransactionAsync(request.Aborted);
        var get = DocumentStatements.Get(request.Resource, request.Uuid, andLock: true);
        if (await connection.ReadDocumentAsync(get, request.Aborted) is not { } stored)
            return Problems.NotFound(request.Context);
        var security = request.Resource.Read(JsonSerializer.Deserialize<JsonElement>(stored.Body)).Security;
        return await relationships.RefuseAsync(request, security)
            ?? new Answer(200, stored.Body, "application/json") { ETag = stored.ETag };
    }

    public async Task<Answer?> QueryAsync(DocumentRequest request)
    {
        var resource = (NodeResource)request.Resource;
        if (!PageQuery.TryRead(request.Context, resource, out var query, out var refusal))
            return refusal;
        query.Authorize(resource, request.Client, request.Access.Strategies);
        var documents = new JsonArray();
        await using var connection = await dataSource.OpenConnectionAsync(request.Aborted);
        await using (var transaction = await connection.BeginTransactionAsync(request.Aborted))
        {
            await using (var page = query.Page(connection))
            await using (var reader = await page.ExecuteReaderAsync(request.Aborted))
            {
                while (await reader.ReadAsync(request.Aborted))
                    documents.Add((await reader.GetFieldValueAsync<JsonElement>(0, request.Aborted)).Deserialize<JsonNode>());
            }

            if (query.WithTotalCount)
            {
                await using var count = query.Count(connection);
                request.Context.Response.Headers["Total-Count"] = $"{await count.ExecuteScalarAsync(request.Aborted)}";
            }
        }

        var body = JsonSerializer.Serialize(documents, new JsonSerializerOptions { WriteIndented = true });
        return new Answer(200, Encoding.UTF8.GetBytes(body), "application/json; charset=utf-8");
    }
}
