using System.Collections.Immutable;
using System.IO.Pipelines;
using System.Text.Json;
using Dms.Client.Postgresql.Authorization;
using Dms.Client.Postgresql.Queries;
using Dms.Client.Schema;
using Npgsql;

namespace Dms.Client.Postgresql.Tests.Support;

/// <summary>Asks for pages and reads them whole.</summary>
internal static class QueryRig
{
    public static DocumentQuery Query(string resource, PageRange page, params (string Field, string Value)[] filters)
    {
        var schema = Resource(resource);
        return new DocumentQuery(
            SchoolModel.Schema.ProjectOf(schema), schema, QueryAuthorization.Everything,
            [.. filters.Select(filter => Filter(schema, filter.Field, filter.Value))], page, WithTotalCount: false);
    }

    public static QueryAuthorization Authorize(string resource, ClientAuthorizations client, params ImmutableArray<string> strategies) =>
        QueryAuthorization.TryCreate(Resource(resource), strategies, client, out var authorization, out var refusal)
            ? authorization
            : throw new InvalidOperationException(refusal.Errors[0]);

    public static ResourceSchema Resource(string name) => SchoolModel.Schema.FindResourceByName("Ed-Fi", name)!;

    public static async Task<(JsonElement Documents, PageEnd End, long? Total)> ReadAsync(
        NpgsqlDataSource dataSource, DocumentQuery query, DocumentQueryOptions? options = null)
    {
        var queries = new DocumentQueries(dataSource, options ?? new DocumentQueryOptions(), TimeProvider.System);
        await using var page = await queries.OpenAsync(query, CancellationToken.None);
        using var body = new MemoryStream();
        var writer = PipeWriter.Create(body, new StreamPipeWriterOptions(leaveOpen: true));
        var end = await page.WriteToAsync(writer, CancellationToken.None);
        await writer.CompleteAsync();
        return (JsonDocument.Parse(body.ToArray()).RootElement, end, page.TotalCount);
    }

    public static string[] Ids(JsonElement documents) =>
        [.. documents.EnumerateArray().Select(document => document.GetProperty("studentUniqueId").GetString()!)];

    private static QueryFilter Filter(ResourceSchema resource, string field, string value) =>
        QueryFilter.TryCreate(resource.FindQueryField(field)!, value, out var filter)
            ? filter
            : throw new ArgumentException($"'{value}' is no {field}.");
}
