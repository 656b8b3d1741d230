using System.Text;
using System.Text.Json.Nodes;
using SchemaGeneration;

namespace Load.Servers;

/// <summary>
/// The schema of MiniDms with an extension of 350 resources, which brings it to the size of the field's; and a small one that is
/// uploaded and taken away while it serves.
/// </summary>
internal sealed class SchemaFiles : IDisposable
{
    private const int Seed = 1;
    private readonly string _folder = Directory.CreateTempSubdirectory("load-schema-").FullName;

    public SchemaFiles()
    {
        var generated = SchemaGenerator.Generate(Seed, new GeneratorOptions { OpenApi = false }).Core;
        var text = Encoding.UTF8.GetString(generated).Replace("\"Ed-Fi\"", "\"Field\"").Replace("\"ed-fi\"", "\"field\"");
        var document = JsonNode.Parse(text)!;
        document["projectSchema"]!["isExtensionProject"] = true;
        File.WriteAllText(Field, document.ToJsonString());
    }

    public static string Core => Path.Combine(AppContext.BaseDirectory, "schema", "core.json");

    public static string Transport => Path.Combine(AppContext.BaseDirectory, "schema", "transport.json");

    public string Field => Path.Combine(_folder, "field.json");

    /// <summary>What is uploaded; with the small extension or without it.</summary>
    public string Upload(bool withTransport) => new JsonObject
    {
        ["coreSchema"] = File.ReadAllText(Core),
        ["extensionSchemas"] = new JsonArray(
            [.. ((string[])(withTransport ? [Field, Transport] : [Field])).Select(file => (JsonNode)File.ReadAllText(file))]),
    }.ToJsonString();

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
