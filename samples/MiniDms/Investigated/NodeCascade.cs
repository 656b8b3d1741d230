using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dms.Client.Schema;
using MiniDms.Database;
using MiniDms.Documents;
using MiniDms.Serving;
using Npgsql;
using static MiniDms.Database.Parameters;

namespace MiniDms.Investigated;

/// <summary>
/// Follows a changed identity while the transaction is open: for each document that refers to it one tree that is cloned and changed,
/// one query for its own referrers, one update. As DMS's <c>UpdateDocumentById</c> and <c>UpdateCascadeHandler</c> (finding 3), and with
/// defects of these: the aliases of what follows stay, and it gets the security elements of the document that was changed.
/// </summary>
internal sealed class NodeCascade(ApiSchemaProvider schema, TimeProvider time)
{
    private const string ReferrersSql = """
        SELECT d.id, d.documentpartitionkey, d.documentuuid, d.edfidoc::text, d.projectname, d.resourcename FROM dms.document d
        JOIN dms.reference r ON r.parentdocumentid = d.id AND r.parentdocumentpartitionkey = d.documentpartitionkey
        WHERE r.referenceddocumentid = $1 AND r.referenceddocumentpartitionkey = $2 ORDER BY d.resourcename FOR NO KEY UPDATE
        """;

    private const string UpdateSql = """
        UPDATE dms.document SET edfidoc = $3, securityelements = $4, lastmodifiedat = clock_timestamp(), lastmodifiedtraceid = $5
        WHERE documentpartitionkey = $1 AND id = $2
        """;

    public Task RunAsync(NpgsqlConnection connection, DocumentRequest request, NodeResource resource, StoredDocument stored) =>
        FollowAsync(connection, request, (resource.ProjectName, resource.ResourceName), stored, stored.ToNode(), request.Body);

    private async Task FollowAsync(
        NpgsqlConnection connection, DocumentRequest request, (string Project, string Resource) changed, StoredDocument at,
        JsonObject before, JsonObject after)
    {
        foreach (var (referrer, name) in await ReferrersAsync(connection, at, request.Aborted))
        {
            var original = referrer.ToNode();
            var modified = Rewrite(changed, name, original, before, after);
            DocumentStamp.Apply(modified, referrer.Uuid, time);
            await FollowAsync(connection, request, name, referrer, original, modified);
            var update = Command(
                UpdateSql, referrer.Partition, referrer.Id, Jsonb(JsonSerializer.SerializeToUtf8Bytes(modified)),
                Jsonb(request.Info!.Security.ToJson()), request.Context.TraceIdentifier);
            await connection.SendTogetherAsync([update], request.Aborted);
        }
    }

    private JsonObject Rewrite(
        (string Project, string Resource) changed, (string Project, string Resource) name, JsonObject original, JsonObject before,
        JsonObject after)
    {
        var modified = original.DeepClone().AsObject();
        var resource = schema.GetNodes().FindByName(name.Project, name.Resource)
            ?? throw new InvalidOperationException($"The schema has no {name.Resource}.");
        var mapping = resource["documentPathsMapping"]?[changed.Resource]
            ?? throw new InvalidOperationException($"{name.Resource} has no reference of the name {changed.Resource}.");
        var paths = mapping["referenceJsonPaths"]!.AsArray().Select(path => (
            Identity: JsonPath.Parse(path!["identityJsonPath"]!.GetValue<string>()),
            Reference: JsonPath.Parse(path["referenceJsonPath"]!.GetValue<string>()))).ToArray();
        foreach (var owner in OwnersOf(modified, paths[0].Reference).Where(owner => paths.All(path => Refers(owner, path, before))))
        {
            foreach (var (identity, reference) in paths)
                owner[reference.Segments[^1].Name] = ValueAt(after, identity)!.DeepClone();
        }

        return modified;
    }

    private static bool Refers(JsonObject owner, (JsonPath Identity, JsonPath Reference) path, JsonObject before) =>
        owner[path.Reference.Segments[^1].Name]?.ToString() == ValueAt(before, path.Identity)?.ToString();

    // The objects that hold a reference: one, or one in each item of an array.
    private static IEnumerable<JsonObject> OwnersOf(JsonNode document, JsonPath reference) => reference.Segments[..^1]
        .Aggregate<JsonPathSegment, IEnumerable<JsonNode?>>([document], (nodes, segment) => segment.Kind == JsonPathSegmentKind.Wildcard
            ? nodes.SelectMany(node => node as JsonArray ?? [])
            : nodes.Select(node => (node as JsonObject)?[segment.Name]))
        .OfType<JsonObject>();

    private static JsonNode? ValueAt(JsonNode document, JsonPath path) =>
        path.Segments.Aggregate<JsonPathSegment, JsonNode?>(document, (node, segment) => (node as JsonObject)?[segment.Name]);

    private static async Task<List<(StoredDocument Document, (string Project, string Resource) Name)>> ReferrersAsync(
        NpgsqlConnection connection, StoredDocument at, CancellationToken cancellationToken)
    {
        var referrers = new List<(StoredDocument, (string, string))>();
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Command(ReferrersSql, at.Id, at.Partition) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var body = Encoding.UTF8.GetBytes(reader.GetString(3));
            referrers.Add((
                new StoredDocument(reader.GetInt64(0), reader.GetInt16(1), reader.GetGuid(2), body),
                (reader.GetString(4), reader.GetString(5))));
        }

        return referrers;
    }
}
