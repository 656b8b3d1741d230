using System.Text.Json;
using Dms.Client.Postgresql.Authorization;
using Dms.Client.Postgresql.Identities;
using MiniDms.Database;
using MiniDms.Documents;
using MiniDms.Serving;
using Npgsql;

namespace MiniDms.Investigated;

/// <summary>
/// Writes as DMS's <c>UpsertDocument</c>, <c>UpdateDocumentById</c> and <c>DeleteDocumentById</c>: one statement after the other in one
/// transaction. Relationships are asked over other connections meanwhile, and those of persons once more over this one, to be stored.
/// </summary>
internal sealed class InvestigatedWrites(
    NpgsqlDataSource dataSource, RelationshipValidation relationships, NodeCascade cascade, TimeProvider time)
{
    public Task<Answer> UpsertAsync(DocumentRequest request) => WriteRetry.RunAsync(request, async () =>
    {
        await using var connection = await dataSource.OpenConnectionAsync(request.Aborted);
        await using var transaction = await connection.BeginTransactionAsync(request.Aborted);
        var info = request.Info!;
        var found = await connection.ReadDocumentAsync(DocumentStatements.Find(info.ReferentialId), request.Aborted);
        if (found is not null && request.IfMatch is { } tag && tag != found.ETag)
            return Problems.EtagMismatch(request.Context);
        if (await relationships.RefuseAsync(request, info.Security) is { } refusal)
            return refusal;

        var uuid = found?.Uuid ?? Guid.NewGuid();
        var etag = DocumentStamp.Apply(request.Body, uuid, time);
        if (found?.ETag == etag)
            return WriteAnswers.Updated(request, uuid, etag);
        if (!await WriteAsync(connection, request, found, uuid))
            return Problems.UnresolvedReferences(request.Context, request.Resource.ResourceName);
        await transaction.CommitAsync(request.Aborted);
        return found is null ? WriteAnswers.Created(request, uuid, etag) : WriteAnswers.Updated(request, uuid, etag);
    });

    public Task<Answer> UpdateAsync(DocumentRequest request) => WriteRetry.RunAsync(request, async () =>
    {
        await using var connection = await dataSource.OpenConnectionAsync(request.Aborted);
        await using var transaction = await connection.BeginTransactionAsync(request.Aborted);
        if (await relationships.RefuseAsync(request, request.Info!.Security) is { } refusal)
            return refusal;
        var get = DocumentStatements.Get(request.Resource, request.Uuid, andLock: true);
        if (await connection.ReadDocumentAsync(get, request.Aborted) is not { } stored)
            return Problems.NotFound(request.Context);
        if (request.IfMatch is { } tag && tag != stored.ETag)
            return Problems.EtagMismatch(request.Context);
        var etag = DocumentStamp.Apply(request.Body, request.Uuid, time);
        if (stored.ETag == etag)
            return WriteAnswers.Replaced(etag);

        var resource = (NodeResource)request.Resource;
        var before = resource.Read(JsonSerializer.Deserialize<JsonElement>(stored.Body));
        var identityChanges = before.ReferentialId != request.Info.ReferentialId;
        if (identityChanges && !resource.AllowIdentityUpdates)
            return Problems.ImmutableIdentity(request.Context, resource.ResourceName);
        if (identityChanges)
            await connection.SendTogetherAsync([MoveAliases(stored, request.Info.ReferentialId)], request.Aborted);
        if (!await WriteAsync(connection, request, stored, request.Uuid))
            return Problems.UnresolvedReferences(request.Context, resource.ResourceName);
        if (identityChanges)
            await cascade.RunAsync(connection, request, resource, stored);
        await transaction.CommitAsync(request.Aborted);
        return WriteAnswers.Replaced(etag);
    });

    public Task<Answer> DeleteAsync(DocumentRequest request) => WriteRetry.RunAsync(request, async () =>
    {
        await using var connection = await dataSource.OpenConnectionAsync(request.Aborted);
        await using var transaction = await connection.BeginTransactionAsync(request.Aborted);
        var get = DocumentStatements.Get(request.Resource, request.Uuid, andLock: true);
        if (await connection.ReadDocumentAsync(get, request.Aborted) is not { } stored)
            return Problems.NotFound(request.Context);
        var security = request.Resource.Read(JsonSerializer.Deserialize<JsonElement>(stored.Body)).Security;
        if (await relationships.RefuseAsync(request, security) is { } refusal)
            return refusal;
        await connection.SendTogetherAsync([DocumentStatements.Delete(stored.Id, stored.Partition)], request.Aborted);
        await transaction.CommitAsync(request.Aborted);
        return WriteAnswers.Deleted;
    });

    private static async Task<bool> WriteAsync(NpgsqlConnection connection, DocumentRequest request, StoredDocument? found, Guid uuid)
    {
        var (resource, info, body) = (request.Resource, request.Info!, JsonSerializer.SerializeToUtf8Bytes(request.Body));
        var arrays = await ArraysAsync(connection, info.Security, request.Aborted);
        var trace = request.Context.TraceIdentifier;
        if (found is not null)
            return await SendOneByOneAsync(
                connection, DocumentStatements.Update(body, info, arrays, trace, found.Id, found.Partition), request.Aborted);
        var id = await connection.ReadValueAsync(DocumentStatements.Insert(resource, uuid, body, info, arrays, trace), request.Aborted);
        return await SendOneByOneAsync(
            connection, DocumentStatements.AfterInsert(resource, info, (long)id!, PartitionKey.Of(uuid)), request.Aborted);
    }

    private static async Task<DocumentAuthorizationArrays> ArraysAsync(
        NpgsqlConnection connection, DocumentSecurityElements security, CancellationToken cancellationToken) => new(
        await ArrayAsync(connection, PersonLookup.StudentSchool, security.Student.FirstOrDefault(), cancellationToken),
        await ArrayAsync(connection, PersonLookup.StudentResponsibility, security.Student.FirstOrDefault(), cancellationToken),
        await ArrayAsync(connection, PersonLookup.Contact, security.Contact.FirstOrDefault(), cancellationToken),
        await ArrayAsync(connection, PersonLookup.Staff, security.Staff.FirstOrDefault(), cancellationToken));

    private static async Task<ReadOnlyMemory<byte>?> ArrayAsync(
        NpgsqlConnection connection, PersonLookup lookup, string? person, CancellationToken cancellationToken)
    {
        if (person is null)
            return null;
        var organizations = await AuthorizationQueries.OrganizationsAsync(connection, lookup, person, cancellationToken);
        return JsonSerializer.SerializeToUtf8Bytes(organizations.Select(id => $"{id}"));
    }

    private static async Task<bool> SendOneByOneAsync(
        NpgsqlConnection connection, IEnumerable<NpgsqlBatchCommand> commands, CancellationToken cancellationToken)
    {
        foreach (var command in commands)
        {
            if (!await connection.SendTogetherAsync([command], cancellationToken))
                return false;
        }

        return true;
    }

    private static NpgsqlBatchCommand MoveAliases(StoredDocument stored, Guid referentialId) => Parameters.Command(
        "UPDATE dms.alias SET referentialid = $1, referentialpartitionkey = $2 WHERE documentid = $3 AND documentpartitionkey = $4",
        referentialId, PartitionKey.Of(referentialId), stored.Id, stored.Partition);
}
