using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dms.Client.Postgresql.Identities;
using Dms.Client.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Bench.Cascades;

/// <summary>
/// The baseline: within one transaction, for each referring document one query for its own referrers, one tree that is cloned and
/// changed, and one update. As DMS of 2025-11 does it, its defects included: aliases of rewritten documents stay.
/// </summary>
internal sealed class TreeCascade(NpgsqlDataSource source, ApiSchema schema)
{
    private const string ReferrersSql = """
        SELECT d.id, d.documentpartitionkey, d.documentuuid, d.resourcename, d.projectname, d.edfidoc, d.securityelements,
            d.createdat, d.lastmodifiedat, d.lastmodifiedtraceid
        FROM dms.document d
        JOIN dms.reference r ON r.parentdocumentid = d.id AND r.parentdocumentpartitionkey = d.documentpartitionkey
        WHERE r.referenceddocumentid = $1 AND r.referenceddocumentpartitionkey = $2
        ORDER BY d.resourcename FOR NO KEY UPDATE
        """;

    private const string UpdateSql = """
        UPDATE dms.document SET edfidoc = $3, lastmodifiedat = clock_timestamp(), lastmodifiedtraceid = $4, securityelements = $5
        WHERE documentpartitionkey = $1 AND id = $2
        """;

    public async Task UpdateAsync(string resource, Guid uuid, string json, Guid referentialId, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var (id, partition) = await FindAsync(connection, uuid, cancellationToken);
        await ExecuteAsync(
            connection,
            "UPDATE dms.alias SET referentialid = $1, referentialpartitionkey = $2 WHERE documentid = $3 AND documentpartitionkey = $4",
            cancellationToken, referentialId, PartitionKey.Of(referentialId), id, partition);
        var after = JsonNode.Parse(json)!.AsObject();
        await WriteAsync(connection, id, partition, after, cancellationToken);
        await CascadeAsync(connection, resource, id, partition, after, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task CascadeAsync(
        NpgsqlConnection connection, string resource, long id, short partition, JsonObject after,
        CancellationToken cancellationToken)
    {
        foreach (var referrer in await ReadReferrersAsync(connection, id, partition, cancellationToken))
        {
            var modified = referrer.Body.DeepClone().AsObject();
            var mapping = schema.FindResourceByName("Ed-Fi", referrer.Resource)!.DocumentPaths.First(path => path.Name == resource);
            foreach (var element in mapping.ReferenceJsonPathsElements)
                Replace(modified, element.ReferenceJsonPath.Text, Select(after, element.IdentityJsonPath.Text));
            Stamp(modified);
            await CascadeAsync(connection, referrer.Resource, referrer.Id, referrer.Partition, modified, cancellationToken);
            await WriteAsync(connection, referrer.Id, referrer.Partition, modified, cancellationToken);
        }
    }

    private static async Task<List<(long Id, short Partition, string Resource, JsonObject Body)>> ReadReferrersAsync(
        NpgsqlConnection connection, long id, short partition, CancellationToken cancellationToken)
    {
        var referrers = new List<(long, short, string, JsonObject)>();
        await using var command = new NpgsqlCommand(ReferrersSql, connection)
        {
            Parameters = { new() { Value = id }, new() { Value = partition } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            using var body = JsonDocument.Parse(reader.GetString(5));
            referrers.Add((reader.GetInt64(0), reader.GetInt16(1), reader.GetString(3), JsonObject.Create(body.RootElement.Clone())!));
        }

        return referrers;
    }

    private static async Task<(long Id, short Partition)> FindAsync(
        NpgsqlConnection connection, Guid uuid, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT id, documentpartitionkey FROM dms.document WHERE documentpartitionkey = $1 AND documentuuid = $2 FOR NO KEY UPDATE",
            connection)
        {
            Parameters = { new() { Value = PartitionKey.Of(uuid) }, new() { Value = uuid } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetInt16(1));
    }

    private static Task WriteAsync(
        NpgsqlConnection connection, long id, short partition, JsonObject body, CancellationToken cancellationToken) =>
        ExecuteAsync(
            connection, UpdateSql, cancellationToken, partition, id, JsonSerializer.SerializeToElement(body), "bench",
            JsonSerializer.SerializeToElement(new { Student = Array.Empty<string>() }));

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(
                value is JsonElement ? new() { Value = value, NpgsqlDbType = NpgsqlDbType.Jsonb } : new() { Value = value });
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void Stamp(JsonObject body)
    {
        var copy = body.DeepClone().AsObject();
        copy.Remove("_etag");
        copy.Remove("_lastModifiedDate");
        copy.Remove("id");
        body["_etag"] = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(copy))));
        body["_lastModifiedDate"] = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
    }

    private static JsonNode Select(JsonNode document, string path) =>
        path.Split('.').Skip(1).Aggregate(document, (node, name) => node[name]!);

    private static void Replace(JsonNode document, string path, JsonNode value)
    {
        var names = path.Split('.');
        names[1..^1].Aggregate(document, (node, name) => node[name]!)[names[^1]] = value.DeepClone();
    }
}
