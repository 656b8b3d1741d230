using System.Text.Json;
using Dms.Client.Postgresql.Identities;
using Dms.Client.Schema;

namespace Dms.Client.Postgresql.Tests.Support;

/// <summary>The referential ids of the documents that a document refers to.</summary>
internal static class ReferencesOf
{
    public static Guid[] Document(ApiSchema schema, ResourceSchema resource, JsonElement document) =>
        [.. resource.DocumentPaths
            .Where(path => path.IsReference && !path.IsDescriptor)
            .SelectMany(reference => Reference(schema, resource, reference, document))
            .Distinct()];

    // The items of an array stand in the same order under each of its paths.
    private static IEnumerable<Guid> Reference(ApiSchema schema, ResourceSchema resource, DocumentPath reference, JsonElement document)
    {
        var columns = reference.ReferenceJsonPathsElements
            .Select(paths => DocumentValues.Select(resource, document, paths.ReferenceJsonPath).ToArray())
            .ToArray();
        if (columns.Length == 0 || columns.Any(column => column.Length != columns[0].Length))
            return [];
        var order = IdentityOrder(schema, reference);
        return Enumerable.Range(0, columns[0].Length).Select(row => ReferentialId.Of(
            reference.ProjectName!,
            reference.ResourceName!,
            [.. reference.ReferenceJsonPathsElements
                .Select((paths, column) => new IdentityElement(paths.IdentityJsonPath, columns[column][row]))
                .OrderBy(element => order.IndexOf(element.Path))]));
    }

    private static List<JsonPath> IdentityOrder(ApiSchema schema, DocumentPath reference) =>
        schema.FindResourceByName(reference.ProjectName!, reference.ResourceName!) is { } target
            ? [.. target.IdentityJsonPaths]
            : [.. reference.ReferenceJsonPathsElements.Select(paths => paths.IdentityJsonPath)];
}
