using System.Text;
using System.Text.Json;
using Dms.Client.Postgresql.Cascades;
using Dms.Client.Postgresql.Identities;
using Dms.Client.Postgresql.Tests.Cascades.Support;
using Dms.Client.Schema;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using Testing.Postgres;

namespace Bench.Cascades;

/// <summary>A database in which many course offerings refer to one session, and both ways to rename it.</summary>
internal sealed class CascadeRig : IAsyncDisposable
{
    private const string InsertSql = """
        WITH inserted AS (
            INSERT INTO dms.document (documentpartitionkey, documentuuid, resourcename, resourceversion, isdescriptor, projectname,
                edfidoc, securityelements, lastmodifiedtraceid)
            SELECT * FROM unnest($1, $2, $3, array_fill('5.2.0'::text, ARRAY[cardinality($1)]), array_fill(false, ARRAY[cardinality($1)]),
                array_fill('Ed-Fi'::text, ARRAY[cardinality($1)]), $4, $5, array_fill('bench'::text, ARRAY[cardinality($1)]))
            RETURNING id, documentpartitionkey, documentuuid)
        INSERT INTO dms.alias (referentialpartitionkey, referentialid, documentid, documentpartitionkey)
        SELECT k.p, k.r, i.id, i.documentpartitionkey
        FROM unnest($2, $6, $7) AS k (uuid, p, r) JOIN inserted i ON i.documentuuid = k.uuid
        """;

    private const string ReferSql = """
        INSERT INTO dms.reference (parentdocumentid, parentdocumentpartitionkey, referenceddocumentid, referenceddocumentpartitionkey,
            referentialid, referentialpartitionkey)
        SELECT d.id, d.documentpartitionkey, a.documentid, a.documentpartitionkey, a.referentialid, a.referentialpartitionkey
        FROM dms.document d, dms.alias a WHERE d.resourcename = 'CourseOffering' AND a.referentialid = $1
        """;

    private static readonly ApiSchema Schema = CascadeModel.Schema;

    private readonly PostgresDatabase _database;
    private readonly CascadeSchema _cascadeSchema = new(Schema);
    private readonly IdentityCascade _cascade = new(
        Options.Create(new CascadeOptions { MaxFanOut = 100_000 }), TimeProvider.System, NullLogger<IdentityCascade>.Instance);

    private int _name;

    private CascadeRig(PostgresDatabase database)
    {
        _database = database;
        Source = NpgsqlDataSource.Create(database.ConnectionString);
        Log = new StatementLog();
        Observed = new NpgsqlDataSourceBuilder(database.ConnectionString).UseLoggerFactory(LoggerFactory.Create(
            logging => logging.AddProvider(Log).SetMinimumLevel(LogLevel.Debug))).Build();
    }

    public NpgsqlDataSource Source { get; }

    /// <summary>The same database; what is done with it is noted.</summary>
    public NpgsqlDataSource Observed { get; }

    public StatementLog Log { get; }

    public Guid SessionUuid { get; private set; }

    public static async Task<CascadeRig> CreateAsync(PostgresCluster cluster, int offerings)
    {
        var database = await cluster.CreateDatabaseAsync();
        foreach (var script in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "sql"), "*.sql").Order(StringComparer.Ordinal))
            await database.ExecuteAsync(await File.ReadAllTextAsync(script));
        var rig = new CascadeRig(database);
        await rig.InsertAsync("School", ["""{"schoolId":255901}"""]);
        rig.SessionUuid = (await rig.InsertAsync("Session", [SessionJson(0)]))[0].Uuid;
        var inserted = await rig.InsertAsync("CourseOffering", [.. Enumerable.Range(0, offerings).Select(OfferingJson)]);
        var session = rig.IdentityOf("Session", SessionJson(0)).ToReferentialId();
        await database.ExecuteAsync(ReferSql, session);
        await database.ExecuteAsync("VACUUM ANALYZE");
        return inserted.Count == offerings ? rig : throw new InvalidOperationException("Documents are missing.");
    }

    /// <summary>Renames the session with everything that refers to it.</summary>
    public async Task RenameAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var update = new IdentityUpdate(
            Schema.FindResourceByName("Ed-Fi", "Session")!, SessionUuid, Encoding.UTF8.GetBytes(SessionJson(++_name)), "bench");
        if (await _cascade.UpdateAsync(source, _cascadeSchema, update, cancellationToken) is not IdentityUpdateResult.Updated)
            throw new InvalidOperationException("The session was not renamed.");
    }

    /// <summary>The same, one document after the other over trees, within the transaction.</summary>
    public async Task RenameByTreesAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var json = SessionJson(++_name);
        await new TreeCascade(source, Schema).UpdateAsync(
            "Session", SessionUuid, json, IdentityOf("Session", json).ToReferentialId(), cancellationToken);
    }

    public Task VacuumAsync() => _database.ExecuteAsync("VACUUM");

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await Observed.DisposeAsync();
        await _database.DisposeAsync();
    }

    private DocumentIdentity IdentityOf(string resource, string json)
    {
        using var document = JsonDocument.Parse(json);
        var schema = Schema.FindResourceByName("Ed-Fi", resource)!;
        return DocumentIdentity.Read(Schema.ProjectOf(schema), schema, document.RootElement);
    }

    private async Task<List<(Guid Uuid, Guid ReferentialId)>> InsertAsync(string resource, string[] bodies)
    {
        var ids = bodies.Select(body => (Uuid: Guid.NewGuid(), ReferentialId: IdentityOf(resource, body).ToReferentialId())).ToList();
        await using var command = Source.CreateCommand(InsertSql);
        command.Parameters.Add(new() { Value = ids.Select(id => PartitionKey.Of(id.Uuid)).ToArray() });
        command.Parameters.Add(new() { Value = ids.Select(id => id.Uuid).ToArray() });
        command.Parameters.Add(new() { Value = ids.Select(_ => resource).ToArray() });
        const NpgsqlDbType Documents = NpgsqlDbType.Array | NpgsqlDbType.Jsonb;
        command.Parameters.Add(new() { Value = bodies, NpgsqlDbType = Documents });
        command.Parameters.Add(new() { Value = bodies.Select(_ => "{}").ToArray(), NpgsqlDbType = Documents });
        command.Parameters.Add(new() { Value = ids.Select(id => PartitionKey.Of(id.ReferentialId)).ToArray() });
        command.Parameters.Add(new() { Value = ids.Select(id => id.ReferentialId).ToArray() });
        await command.ExecuteNonQueryAsync();
        return ids;
    }

    private static string SessionJson(int name) =>
        $$$"""{"id":"s","sessionName":"2025-2026 Term {{{name}}}","schoolReference":{"schoolId":255901},"beginDate":"2025-08-01"}""";

    // About as long as those of a school district.
    private static string OfferingJson(int number) => $$$"""
        {"id":"{{{Guid.NewGuid()}}}","localCourseCode":"ALG-{{{number}}}","localCourseTitle":"Algebra & Geometry {{{number}}}",
         "sessionReference":{"schoolId":255901,"sessionName":"2025-2026 Term 0"},
         "courseReference":{"courseCode":"ALG-{{{number}}}","educationOrganizationId":255901},
         "instructionalTimePlanned":{{{number % 90}}},"offeredGradeLevels":[
           {"gradeLevelDescriptor":"uri://ed-fi.org/GradeLevelDescriptor#Ninth grade"},
           {"gradeLevelDescriptor":"uri://ed-fi.org/GradeLevelDescriptor#Tenth grade"}],
         "curriculumUseds":[{"curriculumUsedDescriptor":"uri://ed-fi.org/CurriculumUsedDescriptor#Other"}],
         "courseLevelCharacteristics":[
           {"courseLevelCharacteristicDescriptor":"uri://ed-fi.org/CourseLevelCharacteristicDescriptor#Core Subject"}],
         "_etag":"KaruGFyScvjg35uEEswQvICxM12C8WhAOowukZackTI=","_lastModifiedDate":"2025-08-01T00:00:00Z"}
        """;
}
