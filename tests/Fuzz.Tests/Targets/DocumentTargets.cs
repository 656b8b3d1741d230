using System.Text;
using Dms.Client.Snapshots;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Claims.Metadata;
using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Schema;
using SchemaClaimsSidecar.Tests.Schema;

namespace Fuzz.Tests.Targets;

/// <summary>The documents that administrators upload, and what claims sources answer.</summary>
internal static class DocumentTargets
{
    // Something of everything that a client reads.
    private const string Full = """
        {
          "booleanJsonPaths": ["$.active"], "numericJsonPaths": ["$.rooms[*].size"], "authorizationPathways": ["A"],
          "equalityConstraints": [{"sourceJsonPath": "$.a.id", "targetJsonPath": "$.b.id"}],
          "decimalPropertyValidationInfos": [{"path": "$.area", "totalDigits": 9, "decimalPlaces": 2}],
          "arrayUniquenessConstraints": [{"paths": ["$.rooms[*].id"], "nestedConstraints": [{"basePath": "$.rooms[*]", "paths": []}]}],
          "queryFieldMapping": {"id": [{"identity": true, "path": "$.id", "type": "string"}]},
          "securableElements": {"Namespace": ["$.namespace"], "EducationOrganization": [{"jsonPath": "$.id", "metaEdName": "SchoolId"}],
                                "Student": [], "Contact": [], "Staff": []},
          "documentPathsMapping": {"Owner.Id": {
            "isReference": true, "isDescriptor": false, "isRequired": true, "isPartOfIdentity": true, "projectName": "Ed-Fi",
            "resourceName": "Student",
            "referenceJsonPaths": [{"identityJsonPath": "$.id", "referenceJsonPath": "$.owner.id", "type": "string"}]}},
          "jsonSchemaForInsert": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}
        }
        """;

    private static readonly byte[] Core = Bytes(TestSchemas.Core(
        ("students", TestSchemas.Resource("Student")), ("schools", TestSchemas.Resource("School").With(Full))).ToJsonString());

    private static readonly byte[] Extension =
        Bytes(TestSchemas.Extension("Arts", ("artworks", TestSchemas.Resource("Artwork").With(Full))).ToJsonString());

    private static readonly byte[] Claims = Sample("claims/claims.json");
    private static readonly byte[] Fragment = Sample("claims/001-arts-claimset.json");

    public static IEnumerable<FuzzTarget> All =>
    [
        new("core", 1_000, [Core], input => FeedSchema(input, Extension)),
        new("extension", 1_000, [Extension], input => FeedSchema(Core, input)),
        new("claims", 1_000, [Claims], input => FeedClaims(input, null)),
        new("fragment", 1_000, [Fragment], input => FeedClaims(Claims, input)),
        new("claims-metadata", 1_500, [CompileClaims(Claims, null)!], FeedMetadata),
    ];

    public static byte[] Sample(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, name));

    /// <summary>The claims as the Configuration Service answers them; null where they are refused.</summary>
    public static byte[]? CompileClaims(byte[] claims, byte[]? fragment)
    {
        InputDocument[] fragments = fragment is null ? [] : [InputDocument.Of("fragment.json", fragment)];
        var result = ClaimsCompiler.Compile(new ClaimsInput(InputDocument.Of("claims.json", claims), fragments));
        Assert.Equal(result.Claims is null, result.Problems.Any(problem => problem.Severity == Severity.Error));
        return result.Claims is { } compiled ? MetadataWriter.Write(compiled.ClaimSets).ToArray() : null;
    }

    // What is accepted compiles to the same again, and the client can read every part of it.
    private static bool FeedSchema(byte[] core, byte[] extension)
    {
        foreach (var rules in new[] { MergeRules.Rules2025, MergeRules.Rules2026 })
        {
            var input = new SchemaInput(
                InputDocument.Of("core.json", core), [InputDocument.Of("extension.json", extension)], rules, Strict: false);
            var result = SchemaCompiler.Compile(input);
            if (result.Schema is not { } schema)
            {
                Assert.NotEmpty(result.Problems);
                return false;
            }

            var reader = new PartReader();
            foreach (var part in schema.Parts)
                reader.Read(part.Name, part.Digest, part.Content);
            Assert.Equal(schema.Parts.Select(part => part.Digest), SchemaCompiler.Compile(input).Schema!.Parts.Select(part => part.Digest));
        }

        return true;
    }

    private static bool FeedClaims(byte[] claims, byte[]? fragment)
    {
        if (CompileClaims(claims, fragment) is not { } metadata)
            return false;
        Assert.True(FeedMetadata(metadata));
        return true;
    }

    private static bool FeedMetadata(byte[] input)
    {
        var problems = new ProblemList("claims");
        if (new MetadataReader(problems).Read(InputDocument.Of("claims", input)) is not { } claimSets)
            return false;
        var written = MetadataWriter.Write(claimSets);
        var again = new MetadataReader(new ProblemList("claims")).Read(InputDocument.Of("claims", written));
        Assert.Equal(written.ToArray(), MetadataWriter.Write(again!).ToArray());
        PartTargets.Read(SchemaClaims.Contracts.PartNames.Claims, written.ToArray());
        return true;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
