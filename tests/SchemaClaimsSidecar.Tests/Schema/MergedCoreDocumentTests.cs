using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Schema;
using SchemaClaimsSidecar.Schema.Canonical;
using Testing;
using static SchemaClaimsSidecar.Tests.Schema.TestSchemas;

namespace SchemaClaimsSidecar.Tests.Schema;

public sealed class MergedCoreDocumentTests
{
    [DataTheory]
    [InlineData(
        MergeRules.Rules2025, "homograph+sample+tpdm", "rules-2025.homograph+sample+tpdm",
        "7854c3cede5cb64a25ea55008473b96ef54bfd31d00430fc05ee961ee17a9eb5")]
    [InlineData(
        MergeRules.Rules2026, "homograph+sample+tpdm", "rules-2026.homograph+sample+tpdm",
        "e07cad3cf420738bbcc5c5c811de30308a598812bb2b1a9a4cef60894245a42a")]
    [InlineData(MergeRules.Rules2025, "tpdm", "both-rules.tpdm", "e26548b2a09b7bc7e59ad6668938d5ae1d44774880ad5f5027546e6002b8e64f")]
    [InlineData(MergeRules.Rules2026, "tpdm", "both-rules.tpdm", "e26548b2a09b7bc7e59ad6668938d5ae1d44774880ad5f5027546e6002b8e64f")]
    internal void Write_RealDocuments_IsByteEqualToWhatDmsMerges(MergeRules rules, string extensions, string golden, string sha256)
    {
        var input = RealInput(rules, extensions);
        var expected = RealData.Read($"apischema/golden/merged-core.{golden}.json");

        var merged = Canonical(MergedCoreDocument.Write(input));

        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(merged)));
        Assert.True(Canonical(expected).AsSpan().SequenceEqual(merged));
        AssertPartsEqual(merged, Compiled.Parts(input));
    }

    [Fact]
    public void Write_Rules2025_KeepsOpenApiAndTheOrderOfTheDocument()
    {
        var (core, extension) = Documents();
        var expected = core.DeepClone().AsObject();
        expected.Resources()["students"]!["booleanJsonPaths"]!.AsArray().Add("$.b");
        expected.Resources()["students"]!.AsObject().InsertProperties()["fresh"] = new JsonObject { ["x"] = "ä<" };

        AssertWrites(expected, MergeRules.Rules2025, core, extension);
    }

    [Fact]
    public void Write_Rules2026_LeavesOpenApiOut()
    {
        var (core, extension) = Documents();
        var expected = core.DeepClone().AsObject();
        expected.Resources()["students"]!["booleanJsonPaths"]!.AsArray().Add("$.b");
        expected.Resources()["students"]!.AsObject().Without("openApiFragments")
            .InsertProperties()["fresh"] = new JsonObject { ["x"] = "ä<" };
        expected.Resources()["schools"]!.AsObject().Without("openApiFragments");
        expected.Project()["abstractResources"]!["A"]!.AsObject().Without("openApiFragment");
        expected.Project().Without("openApiBaseDocuments");

        AssertWrites(expected, MergeRules.Rules2026, core, extension);
    }

    [Fact]
    public void Write_RefusedInput_Throws() =>
        Assert.Throws<ArgumentException>(() => MergedCoreDocument.Write(Input(MergeRules.Rules2026, Extension("A"))));

    private static (JsonObject Core, JsonObject Extension) Documents()
    {
        const string fragments = """{"openApiFragments":{"resources":{}}}""";
        var core = Core(("students", Resource("Student").With(fragments)), ("schools", Resource("School").With(fragments)));
        core["first"] = "kept";
        core.Project()["abstractResources"] = Parse("""{"A":{"openApiFragment":{},"identityJsonPaths":["$.a"]}}""");
        return (core, Extension("X", ("students", Resource("Student", true)
            .With("""{"booleanJsonPaths":["$.b"]}""").WithInsertProperties("""{"fresh":{"x":"ä<"}}"""))));
    }

    private static void AssertWrites(JsonObject expected, MergeRules rules, JsonObject core, JsonObject extension) => Assert.Equal(
        expected.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }),
        System.Text.Encoding.UTF8.GetString(MergedCoreDocument.Write(Input(rules, core, extension))));

    private static SchemaInput RealInput(MergeRules rules, string extensions) => new(
        RealDocument("core-ds51-derived"), [.. extensions.Split('+').Select(RealDocument)], rules, Strict: false);

    private static InputDocument RealDocument(string name) => InputDocument.Of($"{name}.json", RealData.Read($"apischema/{name}.json"));

    private static byte[] Canonical(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return CanonicalWriter.Write(document.RootElement);
    }

    private static void AssertPartsEqual(byte[] merged, IReadOnlyDictionary<string, string> parts)
    {
        foreach (var (endpoint, resource) in JsonNode.Parse(merged)!.AsObject().Resources())
        {
            var expected = System.Text.Encoding.UTF8.GetString(NaiveCanonicalJson.Write(resource));
            Assert.True(expected == parts[$"resource/ed-fi/{endpoint}"], endpoint);
        }
    }
}
