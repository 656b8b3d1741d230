using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Schema.OpenApi;
using Xunit.Abstractions;

namespace SchemaClaimsSidecar.Tests.Schema.OpenApi;

/// <summary>Random documents over few names, so that everything collides with everything.</summary>
public sealed class OpenApiPropertyTests(ITestOutputHelper output)
{
    private static readonly string[] Names = ["A", "B", "C", "A_B", "AExtension"];

    [Fact]
    public void Render_RandomFragments_KeepsReferencesAndIsDeterministic()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        for (var round = 0; round < 1_000; round++)
            Check(new Random(seed + round), seed + round);
    }

    private static void Check(Random random, int seed)
    {
        var core = Element(Core(random));
        JsonElement[] extensions = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Element(Extension(random)))];
        var inputs = string.Join('\n', extensions.Prepend(core).Select(input => input.GetRawText()));

        var document = RenderedDocument.Of(OpenApiDocumentKind.Resources, core, extensions);

        var defined = extensions.Prepend(core).SelectMany(SchemasIn).ToHashSet(StringComparer.Ordinal);
        Assert.All(defined, name => Assert.True(document.Has("components", "schemas", name), $"seed {seed}: {name} is lost"));
        foreach (var reference in References.In(document.Root).Distinct())
        {
            var dangledBefore = Names.Contains(reference.Split('/')[^1]) && !defined.Contains(reference.Split('/')[^1]);
            Assert.True(dangledBefore || References.Resolves(document.Root, reference), $"seed {seed}: {reference} dangles");
        }

        Assert.Equal(inputs, string.Join('\n', extensions.Prepend(core).Select(input => input.GetRawText())));
        Assert.Equal(document.Bytes, OpenApiDocumentRenderer.Render(OpenApiDocumentKind.Resources, core, extensions));
        Assert.All(document.Problems, problem => Assert.True(PointsAtSomething(extensions, problem), $"seed {seed}: {problem}"));
    }

    private static IEnumerable<string> SchemasIn(JsonElement element) =>
        element.ValueKind != JsonValueKind.Object
            ? []
            : element.EnumerateObject().SelectMany(member =>
                member.NameEquals("schemas") ? member.Value.EnumerateObject().Select(schema => schema.Name) : SchemasIn(member.Value));

    private static bool PointsAtSomething(JsonElement[] extensions, OpenApiProblem problem)
    {
        var element = extensions[problem.Project - 1];
        return problem.Pointer.Split('/').Skip(2).All(segment =>
            element.ValueKind == JsonValueKind.Array
                ? (element = element[int.Parse(segment, System.Globalization.CultureInfo.InvariantCulture)]).ValueKind != JsonValueKind.Undefined
                : element.TryGetProperty(segment.Replace("~1", "/", StringComparison.Ordinal), out element));
    }

    private static JsonElement Element(JsonNode node) => JsonSerializer.SerializeToElement(node);

    private static JsonObject Core(Random random) => new()
    {
        ["projectName"] = "A",
        ["openApiBaseDocuments"] = new JsonObject { ["resources"] = Fragment(random, exts: false) },
        ["resourceSchemas"] = Resources(random, exts: false),
        ["abstractResources"] = new JsonObject { ["X"] = new JsonObject { ["openApiFragment"] = Fragment(random, exts: false) } },
    };

    private static JsonObject Extension(Random random) => new()
    {
        ["projectName"] = random.Next(2) == 0 ? "Sample" : "TPDM",
        ["resourceSchemas"] = Resources(random, exts: true),
    };

    private static JsonObject Resources(Random random, bool exts)
    {
        var resources = new JsonObject();
        for (var index = random.Next(3); index >= 0; index--)
        {
            resources[$"r{index}"] = new JsonObject
            {
                ["resourceName"] = Pick(random),
                ["openApiFragments"] = new JsonObject { ["resources"] = Fragment(random, exts) },
                ["commonExtensionOverrides"] = new JsonArray(new JsonObject
                {
                    ["insertionLocations"] = new JsonArray($"$.properties.{Pick(random)}", $"$.properties.{Pick(random)}.items"),
                    ["schemaFragment"] = new JsonObject { ["properties"] = new JsonObject { ["sample"] = Schema(random) } },
                }),
            };
        }

        return resources;
    }

    private static JsonObject Fragment(Random random, bool exts)
    {
        var fragment = new JsonObject
        {
            ["components"] = new JsonObject { ["schemas"] = Map(random, () => Schema(random)) },
            ["paths"] = Map(random, () => new JsonObject { ["get"] = Property(random) }, "/"),
            ["tags"] = new JsonArray(new JsonObject { ["name"] = Pick(random) }),
        };
        if (exts)
            fragment["exts"] = Map(random, () => Schema(random));
        return fragment;
    }

    private static JsonObject Map(Random random, Func<JsonObject> value, string prefix = "")
    {
        var map = new JsonObject();
        for (var count = random.Next(4); count > 0; count--)
            map[prefix + Pick(random)] = value();
        return map;
    }

    private static JsonObject Schema(Random random)
    {
        var schema = new JsonObject { ["type"] = "object" };
        if (random.Next(5) > 0)
            schema["properties"] = Map(random, () => Property(random));
        if (random.Next(2) > 0)
            schema["required"] = new JsonArray(Pick(random));
        return schema;
    }

    private static JsonObject Property(Random random) => random.Next(5) switch
    {
        0 => new JsonObject { ["$ref"] = $"#/components/schemas/{Pick(random)}" },
        1 => new JsonObject { ["type"] = "array", ["items"] = Property(random) },
        2 => new JsonObject { ["properties"] = Map(random, () => new JsonObject()) },
        3 => new JsonObject { ["extra"] = new JsonObject() },
        _ => new JsonObject { ["type"] = "string" },
    };

    private static string Pick(Random random) => Names[random.Next(Names.Length)];
}
