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
    private readonly byte[] _with;
    private readonly byte[] _without;

    public SchemaFiles()
    {
        var generated = SchemaGenerator.Generate(Seed, new GeneratorOptions { OpenApi = false }).Core;
        var text = Encoding.UTF8.GetString(generated).Replace("\"Ed-Fi\"", "\"Field\"").Replace("\"ed-fi\"", "\"field\"");
        var document = JsonNode.Parse(text)!;
        document["projectSchema"]!["isExtensionProject"] = true;
        File.WriteAllText(Field, document.ToJsonString());
        (_with, _without) = (Body(Field, Transport), Body(Field));
    }

    public static string Core => Path.Combine(AppContext.BaseDirectory, "schema", "core.json");

    public static string Transport => Path.Combine(AppContext.BaseDirectory, "schema", "transport.json");

    public string Field => Path.Combine(_folder, "field.json");

    /// <summary>
    /// What is uploaded; with the small extension or without it. Made in advance: the driver would hold up its own requests by it.
    /// </summary>
    public ReadOnlyMemory<byte> Upload(bool withTransport) => withTransport ? _with : _without;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static byte[] Body(params string[] extensions) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["coreSchema"] = File.ReadAllText(Core),
        ["extensionSchemas"] = new JsonArray([.. extensions.Select(file => (JsonNode)File.ReadAllText(file))]),
    }.ToJsonString());
}
