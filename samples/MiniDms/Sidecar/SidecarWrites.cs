using System.Text.Json;
using Dms.Client.Postgresql.Authorization;
using Dms.Client.Postgresql.Cascades;
using MiniDms.Database;
using MiniDms.Documents;
using MiniDms.Serving;
using Npgsql;

namespace MiniDms.Sidecar;

/// <summary>Writes: each attempt over one connection, which authorizes, too.</summary>
internal sealed class SidecarWrites(NpgsqlDataSource dataSource, IdentityCascade cascade, TimeProvider time)
{
    public Task<Answer> UpsertAsync(DocumentRequest request) => WriteRetry.RunAsync(request, async () =>
    {
        await using var connection = await dataSource.OpenConnectionAsync(request.Aborted);
        await using var transaction = await connection.BeginTransactionAsync(request.Aborted);
        var info = request.Info!;
        var found = await connection.ReadDocumentAsync(DocumentStatements.Find(info.ReferentialId), request.Aborted);
        if (found is not null && request.IfMatch is { } tag && tag != found.ETag)
            return Problems.EtagMismatch(request.Context);
        using var session = new AuthorizationSession(connection);
        if (await session.RefuseAsync(request, info.Security, AuthorizationUse.Write) is { } refusal)
            return refusal;

        var uuid = found?.Uuid ?? Guid.NewGuid();
        var etag = DocumentStamp.Apply(request.Body, uuid, time);
        if (found?.ETag == etag)
            return WriteAnswers.Updated(request, uuid, etag);
        if (!await WriteAsync(connection, session, request, found, uuid))
            return Problems.UnresolvedReferences(request.Context, request.Resource.ResourceName);
        await transaction.CommitAsync(request.Aborted);
        return found is null ? WriteAnswers.Created(request, uuid, etag) : WriteAnswers.Updated(request, uuid, etag);
    });

    public async Task<Answer> UpdateAsync(DocumentRequest request)
    {
        if (await RefuseUpdateAsync(request) is { } refusal)
            return refusal;
        var resource = (SnapshotResource)request.Resource;
        var update = new IdentityUpdate(
            resource.Schema, request.Uuid, JsonSerializer.SerializeToUtf8Bytes(request.Body), request.Context.TraceIdentifier)
        {
            IfMatch = request.IfMatch, References = request.Info!.References,
        };
        var schema = request.Context.GetDmsSnapshot().Get<CascadeSchema>();
        return await cascade.UpdateAsync(dataSource, schema, update, request.Aborted) switch
        {
            IdentityUpdateResult.Updated updated => WriteAnswers.Replaced(updated.ETag),
            IdentityUpdateResult.Unchanged unchanged => WriteAnswers.Replaced(unchanged.ETag),
            IdentityUpdateResult.NotFound => Problems.NotFound(request.Context),
            IdentityUpdateResult.EtagMismatch => Problems.EtagMismatch(request.Context),
            IdentityUpdateResult.ImmutableIdentity => Problems.ImmutableIdentity(request.Context, resource.ResourceName),
            IdentityUpdateResult.IdentityConflict => Problems.IdentityConflict(request.Context, resource.ResourceName),
            IdentityUpdateResult.ReferencesNotFound => Problems.UnresolvedReferences(request.Context, resource.ResourceName),
            IdentityUpdateResult.WriteConflict => Problems.WriteConflict(request.Context),
            var other => Problems.BadRequest(request.Context, other.ToString()!),
        };
    }

    public Task<Answer> DeleteAsync(DocumentRequest request) => WriteRetry.RunAsync(request, async () =>
    {
        await using var connection = await dataSource.OpenConnectionAsync(request.Aborted);
        await using var transaction = await connection.BeginTransactionAsync(request.Aborted);
        var get = DocumentStatements.Get(request.Resource, request.Uuid, andLock: true);
        if (await connection.ReadDocumentAsync(get, request.Aborted) is not { } stored)
            return Problems.NotFound(request.Context);
        using var document = JsonDocument.Parse(stored.Body);
        using var session = new AuthorizationSession(connection);
        var security = request.Resource.Read(document.RootElement).Security;
        if (await session.RefuseAsync(request, security, AuthorizationUse.ReadOrDelete) is { } refusal)
            return refusal;
        await connection.SendTogetherAsync([DocumentStatements.Delete(stored.Id, stored.Partition)], request.Aborted);
        await transaction.CommitAsync(request.Aborted);
        return WriteAnswers.Deleted;
    });

    private static async Task<bool> WriteAsync(
        NpgsqlConnection connection, AuthorizationSession session, DocumentRequest request, StoredDocument? found, Guid uuid)
    {
        var (resource, info, body) = (request.Resource, request.Info!, JsonSerializer.SerializeToUtf8Bytes(request.Body));
        var arrays = await session.GetArraysAsync(info.Security, request.Aborted);
        var trace = request.Context.TraceIdentifier;
        if (found is not null)
            return await connection.SendTogetherAsync(
                DocumentStatements.Update(body, info, arrays, trace, found.Id, found.Partition), request.Aborted);
        var id = await connection.ReadValueAsync(DocumentStatements.Insert(resource, uuid, body, info, arrays, trace), request.Aborted);
        var partition = Dms.Client.Postgresql.Identities.PartitionKey.Of(uuid);
        return await connection.SendTogetherAsync(DocumentStatements.AfterInsert(resource, info, (long)id!, partition), request.Aborted);
    }

    // The connection is given back before the cascade takes one: nobody holds one while waiting for another.
    private async Task<Answer?> RefuseUpdateAsync(DocumentRequest request)
    {
        await using var connection = await dataSource.OpenConnectionAsync(request.Aborted);
        using var session = new AuthorizationSession(connection);
        return await session.RefuseAsync(request, request.Info!.Security, AuthorizationUse.Write);
    }
}
