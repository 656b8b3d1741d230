using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Schema;

namespace SchemaClaimsSidecar.Tests.Schema;

/// <summary>Short ways to compile and to look into the result.</summary>
internal static class Compiled
{
    /// <summary>The parts of an input that must be accepted.</summary>
    public static IReadOnlyDictionary<string, string> Parts(SchemaInput input)
    {
        var result = SchemaCompiler.Compile(input);
        Assert.DoesNotContain(result.Problems, problem => problem.Severity == Severity.Error);
        return result.Schema!.Parts.ToDictionary(part => part.Name, part => System.Text.Encoding.UTF8.GetString(part.Content.Span));
    }

    /// <summary>A core resource as merged.</summary>
    public static JsonObject Resource(string endpoint, MergeRules rules, JsonObject core, params JsonObject[] extensions) =>
        JsonNode.Parse(Parts(TestSchemas.Input(rules, core, extensions))[$"resource/ed-fi/{endpoint}"])!.AsObject();

    /// <summary>The problems of an input that must be refused.</summary>
    public static IReadOnlyList<Problem> Refused(SchemaInput input)
    {
        var result = SchemaCompiler.Compile(input);
        Assert.Null(result.Schema);
        return result.Problems;
    }

    public static IReadOnlyList<Problem> Refused(MergeRules rules, JsonObject core, params JsonObject[] extensions) =>
        Refused(TestSchemas.Input(rules, core, extensions));

    /// <summary>Compares as JSON, numbers by their text, keys in any order.</summary>
    public static void AssertJson(string expected, JsonNode? actual) =>
        Assert.Equal(
            System.Text.Encoding.UTF8.GetString(NaiveCanonicalJson.Write(JsonNode.Parse(expected))),
            System.Text.Encoding.UTF8.GetString(NaiveCanonicalJson.Write(actual is null ? null : JsonNode.Parse(actual.ToJsonString()))));
}
