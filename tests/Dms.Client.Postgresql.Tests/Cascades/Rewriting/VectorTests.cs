using System.Text;
using System.Text.Json.Nodes;
using Dms.Client.Postgresql.Cascades;
using Dms.Client.Postgresql.Cascades.Rewriting;
using Dms.Client.Postgresql.Tests.Support;
using Testing;

namespace Dms.Client.Postgresql.Tests.Cascades.Rewriting;

/// <summary>What the cascade of DMS makes of documents. Where it fails although it should not, the right outcome is asked for.</summary>
public sealed class VectorTests
{
    // Of the ten, one is right to fail on a reference that leads nowhere and one on an incomplete new identity; three should succeed.
    private const string Quote = "list: identity with double quote -> throws (unescaped filter)";
    private const string Absent = "reference object absent in referencing document -> throws";
    private const string Superclass = "superclass reference (School referenced as EducationOrganization) -> throws";
    private const string NoMatch = "list: no element matches -> throws";
    private const string Incomplete = "modified document lacks the identity value -> throws";

    private readonly DocumentRewriter _rewriter = new(DateTimeOffset.UnixEpoch, new BodyBuffer());

    [DataFact]
    public void Vectors_WhereDmsSucceeds_AreEqual()
    {
        var vectors = Vectors().Where(vector => vector["throws"] is null).ToArray();

        Assert.Equal(5, vectors.Length);
        foreach (var vector in vectors)
        {
            var result = Rewrite(vector)!;

            AssertSame(vector["expected"]!, result);
            Assert.Equal((string?)vector["expectedEtag"], _rewriter.LastEtag);
            Assert.Equal((string?)vector["expectedEtag"], (string?)result["_etag"]);
            Assert.Equal("1970-01-01T00:00:00Z", (string?)result["_lastModifiedDate"]);
        }
    }

    [DataFact]
    public void Vectors_WhereDmsFails_AreAllAccountedFor() => Assert.Equal(
        new[] { Quote, Absent, Superclass, NoMatch, Incomplete }.Order(),
        Vectors().Where(vector => vector["throws"] is not null).Select(vector => (string)vector["name"]!).Order());

    [DataFact]
    public void Vector_IdentityWithAQuote_IsRewritten() =>
        Assert.Equal("P2", (string?)Rewrite(Vector(Quote))!["classPeriods"]![0]!["classPeriodReference"]!["classPeriodName"]);

    [DataFact]
    public void Vector_OptionalReferenceIsAbsent_StaysAsItIs() => Assert.Null(Rewrite(Vector(Absent)));

    [DataFact]
    public void Vector_ReferenceToTheSuperclass_IsRewritten() =>
        Assert.Equal(2, (int?)Rewrite(Vector(Superclass))!["educationOrganizationReference"]!["educationOrganizationId"]);

    [DataFact]
    public void Vector_NoElementMatches_IsRefused()
    {
        var problem = Assert.Throws<DataProblemException>(() => Rewrite(Vector(NoMatch)));
        Assert.Contains("no reference with that identity", problem.Message, StringComparison.Ordinal);
    }

    [DataFact]
    public void Vector_NewIdentityIsIncomplete_IsRefused()
    {
        var problem = Assert.Throws<DataProblemException>(() => Rewrite(Vector(Incomplete)));
        Assert.Contains("$.sessionName", problem.Message, StringComparison.Ordinal);
    }

    private JsonObject? Rewrite(JsonObject vector)
    {
        var schema = new CascadeSchema(RealSchema());
        var referenced = schema.Find("Ed-Fi", (string)vector["referencedResource"]!)!;
        var moved = new MovedIdentity(referenced, IdentityOf(referenced, vector["originalReferenced"]!))
        {
            After = IdentityOf(referenced, vector["modifiedReferenced"]!),
        };
        var referring = schema.Find("Ed-Fi", (string)vector["referencingResource"]!)!;
        return _rewriter.Rewrite(referring, Utf8(vector["referencing"]!), [moved]) is { } document
            ? JsonNode.Parse(document.Body.Span)!.AsObject()
            : null;
    }

    private static Identity IdentityOf(Dms.Client.Postgresql.Cascades.Schema.CascadeResource resource, JsonNode document)
    {
        var scan = new DocumentScan();
        scan.Read(resource, Utf8(document));
        return scan.ReadIdentity(resource);
    }

    private static Client.Schema.ApiSchema RealSchema()
    {
        var core = TestSchema.CoreOf([]);
        var project = core["projectSchema"]!.AsObject();
        var subset = JsonNode.Parse(RealData.Read("cascade/schema-subset-ds51.json"))!;
        project["abstractResources"] = subset["abstractResources"]!.DeepClone();
        foreach (var (endpoint, resource) in subset["resourceSchemas"]!.AsObject())
        {
            var copy = resource!.DeepClone();
            copy["jsonSchemaForInsert"] = new JsonObject();
            project["resourceSchemas"]![endpoint] = copy;
            project["resourceNameMapping"]![(string)copy["resourceName"]!] = endpoint;
            project["caseInsensitiveEndpointNameMapping"]![endpoint.ToLowerInvariant()] = endpoint;
        }

        return TestSchema.Of(core);
    }

    private static void AssertSame(JsonNode expected, JsonObject actual)
    {
        var body = actual.DeepClone().AsObject();
        body.Remove("_etag");
        body.Remove("_lastModifiedDate");
        Assert.True(JsonNode.DeepEquals(expected, body), $"Expected {expected}, found {body}");
    }

    private static JsonObject Vector(string name) => Vectors().Single(vector => (string?)vector["name"] == name);

    private static IEnumerable<JsonObject> Vectors() =>
        JsonNode.Parse(RealData.Read("cascade/vectors.json"))!.AsArray().Select(vector => vector!.AsObject());

    private static ReadOnlyMemory<byte> Utf8(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString());
}
