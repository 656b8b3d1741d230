using System.Text.Json;
using Dms.Client.Postgresql.Authorization;
using Dms.Client.Postgresql.Identities;
using MiniDms.Database;
using MiniDms.Documents;
using Npgsql;

namespace MiniDms.Seeding;

/// <summary>Writes the documents that there are from the beginning.</summary>
internal static class Seed
{
    /// <param name="dataSource">The database, with empty tables.</param>
    /// <param name="plan">What to write.</param>
    /// <param name="find">A resource of the core by its endpoint.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it, with nothing written.</param>
    /// <returns>How many documents there are.</returns>
    public static async Task<int> WriteAsync(
        NpgsqlDataSource dataSource, SeedPlan plan, Func<string, IResource?> find, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var resources = new Dictionary<string, IResource>(StringComparer.Ordinal);
        var count = 0;
        foreach (var (endpoint, body) in plan.Documents())
        {
            if (!resources.TryGetValue(endpoint, out var resource))
                resources.Add(endpoint, resource = find(endpoint) ?? throw new InvalidOperationException($"The schema has no {endpoint}."));
            var uuid = Guid.NewGuid();
            DocumentStamp.Apply(body, uuid, time);
            var info = resource.Read(JsonSerializer.SerializeToElement(body));
            using var session = new AuthorizationSession(connection);
            var arrays = await session.GetArraysAsync(info.Security, cancellationToken);
            var insert = DocumentStatements.Insert(resource, uuid, JsonSerializer.SerializeToUtf8Bytes(body), info, arrays, "seed");
            var id = (long)(await connection.ReadValueAsync(insert, cancellationToken))!;
            var rest = DocumentStatements.AfterInsert(resource, info, id, PartitionKey.Of(uuid));
            if (!await connection.SendTogetherAsync(rest, cancellationToken))
                throw new InvalidOperationException($"A reference of {body.ToJsonString()} leads nowhere.");
            count++;
        }

        await transaction.CommitAsync(cancellationToken);
        return count;
    }
}
