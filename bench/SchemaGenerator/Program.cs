using System.CommandLine;
using SchemaGeneration;
using SchemaGeneration.Model;

var seed = new Option<int>("--seed") { Description = "The same seed gives the same bytes.", DefaultValueFactory = _ => 1 };
var resources = new Option<int>("--resources") { Description = "The resources of the core.", DefaultValueFactory = _ => 350 };
var extensions = new Option<int>("--extensions") { Description = "The extension projects.", DefaultValueFactory = _ => 2 };
var withoutOpenApi = new Option<bool>("--without-openapi") { Description = "Leaves OpenAPI documents and fragments out." };
var folder = new Option<DirectoryInfo>("--to") { Description = "The folder to write to; it is made.", Required = true };
resources.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() < CoreModelBuilder.MinimumResources)
        result.AddError($"A core has at least {CoreModelBuilder.MinimumResources} resources.");
});

var command = new RootCommand("Generates API schemas of Ed-Fi's scale: core.json, extension-1.json, …")
{
    seed, resources, extensions, withoutOpenApi, folder,
};
command.SetAction(arguments =>
{
    var schema = SchemaGenerator.Generate(arguments.GetValue(seed), new GeneratorOptions
    {
        Resources = arguments.GetValue(resources),
        Extensions = arguments.GetValue(extensions),
        OpenApi = !arguments.GetValue(withoutOpenApi),
    });
    var target = arguments.GetValue(folder)!;
    target.Create();
    Write(target, "core.json", schema.Core);
    for (var index = 0; index < schema.Extensions.Count; index++)
        Write(target, $"extension-{index + 1}.json", schema.Extensions[index]);
});
return await command.Parse(args).InvokeAsync();

static void Write(DirectoryInfo folder, string name, byte[] content)
{
    File.WriteAllBytes(Path.Combine(folder.FullName, name), content);
    Console.WriteLine($"{name}  {content.Length:N0} bytes");
}
