using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Schema;
using Testing;
using static SchemaClaimsSidecar.Tests.Schema.TestSchemas;

namespace SchemaClaimsSidecar.Tests.Schema;

public sealed class EffectiveSchemaHashTests
{
    [DataTheory]
    [InlineData("minimal")]
    [InlineData("ext")]
    public void Compile_DocumentsOfTheField_HaveTheHashOfDms(string name)
    {
        var manifest = JsonNode.Parse(RealData.Read($"effective-hash/{name}/effective-schema.manifest.json"))!;
        var expected = (string)manifest["effective_schema_hash"]!;
        var documents = Directory.GetFiles(RealData.PathOf($"effective-hash/{name}/inputs"))
            .Select(path => InputDocument.Of(Path.GetFileName(path), File.ReadAllBytes(path)))
            .ToLookup(document => document.Name == "ApiSchema.json");

        foreach (var rules in Enum.GetValues<MergeRules>())
        {
            var result = SchemaCompiler.Compile(new SchemaInput(documents[true].Single(), [.. documents[false]], rules, Strict: false));
            Assert.Equal(expected, result.Schema!.EffectiveSchemaHash);
        }
    }

    [Fact]
    public void Compile_RandomSchemas_HaveTheHashOfTheDefinition()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var (core, extensions) = new RandomJson(seed).Schema();
            foreach (var rules in Enum.GetValues<MergeRules>())
                Assert.True(Define(core, extensions) == Hash(rules, core, extensions), $"Seed {seed}");
        }
    }

    [Fact]
    public void Compile_OpenApiOrOrderOrWhiteSpaceChanges_HashStays()
    {
        var core = Core(("students", Resource("Student")), ("schools", Resource("School")));
        var changed = Core(("schools", Resource("School").With("""{"openApiFragments":{}}""")), ("students", Resource("Student")));
        changed.Project()["openApiBaseDocuments"]!["resources"]!["info"]!["title"] = "changed";
        var extensions = new[] { Extension("B"), Extension("A") };

        Assert.Equal(Hash(MergeRules.Rules2026, core, extensions), Hash(MergeRules.Rules2026, changed, [.. extensions.Reverse()]));
        var indented = Input(MergeRules.Rules2026, core, extensions) with
        {
            Core = InputDocument.Of("core", Encoding.UTF8.GetBytes(core.ToJsonString(new() { WriteIndented = true }))),
        };
        Assert.Equal(Hash(MergeRules.Rules2026, core, extensions), SchemaCompiler.Compile(indented).Schema!.EffectiveSchemaHash);
    }

    [Fact]
    public void Compile_ProjectVersionOrResourceChanges_HashChanges()
    {
        var core = Core(("students", Resource("Student")));
        var newer = Core(("students", Resource("Student")));
        newer.Project()["projectVersion"] = "5.0.1";
        var other = Core(("students", Resource("Student").With("""{"allowIdentityUpdates":true}""")));

        Assert.Equal(3, new[] { core, newer, other }.Select(document => Hash(MergeRules.Rules2026, document)).Distinct().Count());
    }

    private static string Hash(MergeRules rules, JsonObject core, params JsonObject[] extensions) =>
        SchemaCompiler.Compile(Input(rules, core, extensions)).Schema!.EffectiveSchemaHash;

    private static string Define(JsonObject core, JsonObject[] extensions)
    {
        var lines = extensions.Prepend(core).Select(document =>
        {
            var project = Parse(document.ToJsonString()).Project();
            project.Remove("openApiBaseDocuments");
            foreach (var (_, resource) in project["resourceSchemas"]!.AsObject())
                resource!.AsObject().Remove("openApiFragments");
            foreach (var (_, resource) in project["abstractResources"]!.AsObject())
                resource!.AsObject().Remove("openApiFragment");
            var flag = project["isExtensionProject"]!.GetValue<bool>() ? "true" : "false";
            var endpoint = (string)project["projectEndpointName"]!;
            var hash = NaiveCanonicalJson.Hash(project);
            return (Endpoint: endpoint, Line: $"\n{endpoint}|{project["projectName"]}|{project["projectVersion"]}|{flag}|{hash}");
        });
        var text = "dms-effective-schema-hash:v1\nrelationalMappingVersion=v2\napiSchemaFormatVersion=1.0.0"
            + string.Concat(lines.OrderBy(line => line.Endpoint, StringComparer.Ordinal).Select(line => line.Line));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
