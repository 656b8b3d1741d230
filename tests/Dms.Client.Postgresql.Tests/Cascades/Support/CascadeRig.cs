using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dms.Client.Postgresql.Cascades;
using Dms.Client.Postgresql.Identities;
using Dms.Client.Postgresql.Tests.Support;
using Dms.Client.Schema;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Dms.Client.Postgresql.Tests.Cascades.Support;

/// <summary>A database with the tables of DMS and a cascade over it.</summary>
internal sealed class CascadeRig : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DmsDatabase _database;
    private readonly CascadeSchema _schema;

    private CascadeRig(DmsDatabase database, ApiSchema schema, CascadeOptions options)
    {
        _database = database;
        _schema = new CascadeSchema(schema);
        Cascade = new IdentityCascade(Options.Create(options), TimeProvider.System, NullLogger<IdentityCascade>.Instance);
    }

    public IdentityCascade Cascade { get; }

    public DmsDatabase Database => _database;

    public CascadeSchema Schema => _schema;

    public static async Task<CascadeRig> CreateAsync(CascadeOptions? options = null, DmsDatabase? database = null) => new(
        database ?? await DmsDatabase.CreateAsync(),
        CascadeModel.Schema,
        options ?? new CascadeOptions { RetryDelay = TimeSpan.FromMilliseconds(1) });

    /// <summary>The same database, emptied, with another schema.</summary>
    public async Task<CascadeRig> StartAgainAsync(ApiSchema schema)
    {
        await _database.ExecuteAsync("TRUNCATE dms.document CASCADE");
        return new CascadeRig(_database, schema, new CascadeOptions());
    }

    public Task<StoredDocument> InsertAsync(string resource, string json) => _database.InsertAsync(_schema.Schema, resource, json);

    public Task<IdentityUpdateResult> UpdateAsync(
        StoredDocument document, string resource, string json, string? ifMatch = null, NpgsqlDataSource? source = null) =>
        Cascade.UpdateAsync(source ?? _database.DataSource, _schema, UpdateOf(document, resource, json, ifMatch));

    public Task<IdentityUpdateResult> PreviewAsync(StoredDocument document, string resource, string json) =>
        Cascade.PreviewAsync(_database.DataSource, _schema, UpdateOf(document, resource, json));

    public IdentityUpdate UpdateOf(StoredDocument document, string resource, string json, string? ifMatch = null) =>
        new(ResourceOf(resource), document.Uuid, Encoding.UTF8.GetBytes(json), "the update's trace")
        {
            IfMatch = ifMatch,
            References = [.. ReferencesIn(resource, json)],
        };

    /// <summary>A document without what DMS adds to it.</summary>
    public async Task<JsonObject> BodyAsync(StoredDocument document)
    {
        var body = await RawAsync(document);
        body.Remove("_etag");
        body.Remove("_lastModifiedDate");
        return body;
    }

    public async Task<JsonObject> RawAsync(StoredDocument document) => JsonNode.Parse((await _database.ReadAsync<string>(
        "SELECT edfidoc::text FROM dms.document WHERE documentuuid = $1", document.Uuid))!)!.AsObject();

    public Task<string?> SecurityAsync(StoredDocument document) => _database.ReadAsync<string>(
        "SELECT securityelements::text FROM dms.document WHERE documentuuid = $1", document.Uuid);

    /// <summary>The document that is found under the identity that a body has.</summary>
    public Task<Guid> FindAsync(string resource, string json)
    {
        using var parsed = JsonDocument.Parse(json);
        var schema = ResourceOf(resource);
        var id = DocumentIdentity.Read(_schema.Schema.ProjectOf(schema), schema, parsed.RootElement).ToReferentialId();
        return FindAsync(id);
    }

    public Task<Guid> FindAsync(Guid referentialId) => _database.ReadAsync<Guid>(
        """
        SELECT d.documentuuid FROM dms.alias a
        JOIN dms.document d ON d.documentpartitionkey = a.documentpartitionkey AND d.id = a.documentid WHERE a.referentialid = $1
        """, referentialId);

    /// <summary>Everything that cascades write, as one text: to see that nothing was.</summary>
    public async Task<string> StateAsync() => (await _database.ReadAsync<string>(
        """
        SELECT (SELECT string_agg(d::text || d.xmin::text, E'\n' ORDER BY id) FROM dms.document d)
            || (SELECT string_agg(a::text, E'\n' ORDER BY id) FROM dms.alias a)
            || coalesce((SELECT string_agg(r::text, E'\n' ORDER BY id) FROM dms.reference r), '')
        """))!;

    /// <summary>Waits until so many sessions wait for locks.</summary>
    public async Task WaitUntilBlockedAsync(int sessions)
    {
        var watch = Stopwatch.StartNew();
        while (await _database.ReadAsync<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") < sessions)
        {
            if (watch.Elapsed > Patience)
                throw new TimeoutException($"Not {sessions} sessions waited for a lock within {Patience}.");
        }
    }

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    private ResourceSchema ResourceOf(string name) => _schema.Schema.FindResourceByName(TestSchema.Project, name)!;

    private IEnumerable<Guid> ReferencesIn(string resource, string json)
    {
        try
        {
            using var parsed = JsonDocument.Parse(json);
            return ReferencesOf.Document(_schema.Schema, ResourceOf(resource), parsed.RootElement);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidDocumentException)
        {
            return [];
        }
    }
}
